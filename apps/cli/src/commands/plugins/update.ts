// `mayros plugins update`: newer versions of installed plugins, and a question where one asks for more.
import { exitCodes, MayrosError } from "@mayros/core";
import type { UpdateResult } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { askInstall } from "../../ui/ask-install.ts";
import { type Column, formatTable } from "../../ui/format-table.ts";
import { packageGrowth } from "../../ui/package-growth.ts";
import { printInstallStep } from "../../ui/print-install-step.ts";
import { oneLine, terminalWidth } from "../../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

const outcomes: Readonly<Record<UpdateResult["outcome"], string>> = {
  updated: "updated",
  current: "newest",
  "would-update": "would update",
  "not-accepted": "not accepted",
  "too-new": "too new",
  failed: "failed",
};

const columns: readonly Column<UpdateResult>[] = [
  { title: "PLUGIN", value: ({ id }) => id },
  { title: "FROM", value: ({ from }) => from },
  { title: "TO", value: ({ from, to }) => (to === from ? "-" : to) },
  { title: "OUTCOME", value: ({ outcome }) => outcomes[outcome] },
  { title: "NOTE", shrink: true, value: note },
];

function note({ report, reason }: UpdateResult): string {
  return reason ?? (report === undefined ? "" : packageGrowth(report).join("; "));
}

export const command = defineCommand({
  usage: "[plugin]",
  positionals: { max: 1 },
  complete: ["installed-plugin"],
  options: {
    all: { type: "boolean", help: "Every installed plugin" },
    "dry-run": { type: "boolean", help: "Only say what would be done" },
    accept: { type: "boolean", help: "Agree to what new versions ask for, unasked" },
    "allow-new": {
      type: "boolean",
      help: "Also versions that were published less than three days ago",
    },
  },
  details:
    "A version that asks for a host, a variable, a file, a program, a provider or code that the old one did not have is shown to you first; without a terminal it needs --accept. What you agreed to is written beside the plugin in the config: one that was on stays on. The old version works until the new one is there. Exit codes: 1 if an update failed, 5 if one was not accepted.",
  examples: [
    "mayros plugins update --all --dry-run",
    "mayros plugins update acme",
    "mayros plugins update --all --accept --json",
  ],
  async run({ mayros, positionals: [id], options, json }) {
    const { all, accept, "dry-run": dryRun, "allow-new": allowNew } = options;
    if ((id === undefined) === (all !== true)) throw usage();
    const updates = await untilInterrupted(
      (signal) =>
        mayros.plugins.update(id, {
          ...{ accept, dryRun, allowNew, signal },
          ...(json ? {} : { ask: askInstall, onProgress: printInstallStep }),
        }),
      mayros,
    );
    if (json) writeJson({ count: updates.length, updates });
    else print(updates);
    return exitCode(updates);
  },
});

function usage(): MayrosError {
  return new MayrosError("MAYROS_USAGE", "name a plugin, or --all for every installed one", {
    hint: "mayros plugins update --all, or mayros plugins update <plugin>",
  });
}

function print(updates: readonly UpdateResult[]): void {
  if (updates.length === 0) {
    writeError("no plugin is installed\n  next: mayros plugins search\n");
    return;
  }
  writeOutput(formatTable(updates, columns, terminalWidth()));
  const fixes = new Set(updates.flatMap(({ fix }) => fix ?? []));
  for (const fix of fixes) writeError(`next: ${oneLine(fix)}\n`);
}

function exitCode(updates: readonly UpdateResult[]): number {
  const has = (wanted: UpdateResult["outcome"]): boolean =>
    updates.some(({ outcome }) => outcome === wanted);
  if (has("failed")) return exitCodes.failed;
  return has("not-accepted") ? exitCodes.loginDenied : exitCodes.ok;
}

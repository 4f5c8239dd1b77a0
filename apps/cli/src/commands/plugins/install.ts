// `mayros plugins install`: shows what a package is, asks, and puts it beside the others; it stays off.
import type { InstallResult } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { askInstall } from "../../ui/ask-install.ts";
import { packageCard } from "../../ui/package-card.ts";
import { printInstallStep } from "../../ui/print-install-step.ts";
import { oneLine } from "../../ui/terminal.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<package, folder or .tgz>",
  positionals: { min: 1, max: 1 },
  complete: ["file"],
  options: {
    accept: { type: "boolean", help: "Agree to what it is and asks for, unasked" },
    "allow-new": {
      type: "boolean",
      help: "Also a version that was published less than three days ago",
    },
  },
  details:
    "Takes a package of the registry, the newest version or an exact one (acme-plugin@1.2.3), a folder (./acme) or a tarball. Your npm or pnpm downloads it; no script of it is run. You are shown who published it and when, whether it has code, and which hosts, variables, files and programs it asks for; without a terminal give --accept. The plugin is off until you enable it. A version that is younger than three days is refused, so that others have time to find a bad one.",
  examples: [
    "mayros plugins search acme",
    "mayros plugins install mayros-acme",
    "mayros plugins install mayros-acme@1.2.3 --accept --json",
    "mayros plugins install ./acme",
  ],
  async run({ mayros, positionals, options, json }) {
    const { accept, "allow-new": allowNew } = options;
    const result = await untilInterrupted(
      (signal) =>
        mayros.plugins.install(positionals[0] ?? "", {
          ...{ accept, allowNew, signal },
          ...(json ? {} : { ask: askInstall, onProgress: printInstallStep }),
        }),
      mayros,
    );
    if (json) writeJson(result);
    else print(result, accept === true);
    return 0;
  },
});

function print({ report, changed, next }: InstallResult, unasked: boolean): void {
  const { id, version } = report;
  const name = oneLine(`${id} ${version}`);
  const isReady = next?.startsWith("mayros plugins enable ");
  const off = next === undefined ? "" : isReady ? ", and off until you enable it" : ", and off";
  if (!changed) {
    writeOutput(`${name} is installed already, with the same files\n`);
  } else {
    // Who was asked has seen the card.
    if (unasked) writeOutput(`${packageCard(report, Date.now())}\n`);
    writeOutput(`${name} is installed${off}\n`);
  }
  if (next !== undefined) writeOutput(`next: ${oneLine(next)}\n`);
}

// `mayros plugins uninstall`: removes the files of an installed plugin, and says which logins stay.
import { MayrosError } from "@mayros/core";
import type { UninstallResult } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { canAsk, oneLine } from "../../ui/terminal.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<plugin>",
  positionals: { min: 1, max: 1 },
  complete: ["installed-plugin"],
  options: {
    "keep-config": {
      type: "boolean",
      help: "Leave plugins.entries.<plugin> in the config, for when it is installed again",
    },
    "dry-run": { type: "boolean", help: "Only say what would be done" },
    yes: { type: "boolean", help: "Ask nothing" },
  },
  details:
    "Removes the files of the plugin and its entry in the config. Stored logins and keys of its providers stay, and are named: mayros models auth logout removes them.",
  examples: [
    "mayros plugins uninstall acme",
    "mayros plugins uninstall acme --keep-config --yes",
    "mayros plugins uninstall acme --dry-run --json",
  ],
  async run({ mayros, positionals: [id = ""], options, json }) {
    const { "keep-config": keepConfig, "dry-run": dryRun } = options;
    const uninstall = (dry: boolean): Promise<UninstallResult> =>
      mayros.plugins.uninstall(id, { keepConfig, dryRun: dry });
    if (!dryRun && !options.yes) await agree(await uninstall(true), json);
    const result = await uninstall(dryRun === true);
    if (json) writeJson({ ...result, dryRun: dryRun === true });
    else writeOutput(describe(result, dryRun === true).join(""));
    return 0;
  },
});

/** Throws MAYROS_ABORTED, and MAYROS_USAGE where nobody can be asked. */
async function agree({ id, version }: UninstallResult, json: boolean): Promise<void> {
  if (json || !canAsk()) {
    throw new MayrosError(
      "MAYROS_USAGE",
      `there is no terminal to ask at whether to remove ${id}`,
      {
        hint: `mayros plugins uninstall ${id} --yes`,
      },
    );
  }
  const { askYesNo } = await import("../../ui/prompts.ts");
  if (await askYesNo(`Remove ${id} ${version}?`, false)) return;
  throw new MayrosError("MAYROS_ABORTED", "nothing was removed");
}

function describe(result: UninstallResult, dryRun: boolean): string[] {
  const { id, version, folder, configChanged, profiles } = result;
  const would = dryRun ? "would remove" : "removed";
  return [
    `${would} ${oneLine(`${id} ${version}`)}: ${folder}\n`,
    ...(configChanged ? [`${would} plugins.entries.${id} of the config\n`] : []),
    ...(profiles.length === 0
      ? []
      : [`kept: ${profiles.map(oneLine).join(", ")}\n`, `next: ${forget(profiles[0] ?? "")}\n`]),
  ];
}

const forget = (profile: string): string => `mayros models auth logout ${oneLine(profile)}`;

// `mayros plugins doctor`: what is wrong with plugins, and the command that mends it.
import { exitCodes } from "@mayros/core";
import { defineCommand } from "../../command.ts";
import { oneLine } from "../../ui/terminal.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  options: {},
  details:
    "Looks at folders of plugins, names that two plugins claim, consent that is missing, settings that a plugin does not take, and ids in the config that no plugin has. Runs no code of any plugin. Exits with 1 if something that the config wants does not work.",
  examples: ["mayros plugins doctor", "mayros plugins doctor --json"],
  async run({ mayros, json }) {
    const findings = await mayros.plugins.doctor();
    const errors = findings.filter(({ severity }) => severity === "error").length;
    if (json) writeJson({ count: findings.length, errors, findings });
    else {
      const lines = findings.flatMap(({ severity, message, fix }) => [
        `${severity.padEnd(8)}${oneLine(message)}`,
        ...(fix === undefined ? [] : [`        fix: ${oneLine(fix)}`]),
      ]);
      if (lines.length === 0) lines.push("nothing is wrong with plugins");
      writeOutput(lines.map((line) => `${line}\n`).join(""));
    }
    return errors > 0 ? exitCodes.failed : exitCodes.ok;
  },
});

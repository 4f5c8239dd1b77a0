// `mayros plugins validate`: for who writes a plugin; the rules that need no test runner.
import { exitCodes } from "@mayros/core";
import type { PluginValidation } from "@mayros/sdk";
import { defineCommand } from "../../command.ts";
import { plural } from "../../ui/plural.ts";
import { oneLine } from "../../ui/terminal.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "[folder]",
  positionals: { max: 1 },
  complete: ["file"],
  options: {},
  details:
    "Holds the plugin in a folder (default: this one) against the rules that every plugin has to keep. Runs nothing of it. Exits with 1 if it breaks one.",
  examples: ["mayros plugins validate", "mayros plugins validate ./acme --json"],
  async run({ mayros, positionals: [folder = "."], json }) {
    const found = await mayros.plugins.validate(folder);
    if (json) writeJson(found);
    else writeOutput(describe(found));
    return found.valid ? exitCodes.ok : exitCodes.failed;
  },
});

function describe({ id, folder, valid, problems, next }: PluginValidation): string {
  const name = oneLine(id ?? folder);
  if (valid) return `${name} keeps all rules\n`;
  const rules = Map.groupBy(problems, ({ rule }) => rule);
  const lines = [...rules].flatMap(([rule, broken]) => [
    oneLine(rule),
    ...broken.map(({ problem }) => `  ${oneLine(problem)}`),
  ]);
  if (next !== undefined) lines.push("", `next: ${next}`);
  return `${name} has ${plural(problems.length, "problem")}\n\n${lines.join("\n")}\n`;
}

// `mayros config get`: a value as it stands in the file.
import { defineCommand } from "../../command.ts";
import { writeContent, writeJson } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<path>",
  positionals: { min: 1, max: 1 },
  complete: ["config-path"],
  options: {},
  details:
    "What `$include` names is put in its place. References to variables are printed as they stand, not resolved; keys are masked.",
  examples: [
    "mayros config get agents.defaults.model",
    "mayros config get models.providers --json",
  ],
  async run({ mayros, positionals, json }) {
    const value = await mayros.config.get(positionals[0] ?? "");
    if (json || typeof value !== "string") writeJson(value);
    else writeContent(`${value}\n`);
    return 0;
  },
});

// `mayros models set`: the model that is used when none is named.
import { defineCommand } from "../../command.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<provider/model>",
  positionals: { min: 1, max: 1 },
  options: {},
  examples: [
    "mayros models set zai/glm-4.7",
    "mayros models set openrouter/anthropic/claude-sonnet-4-5",
  ],
  async run({ mayros, positionals, json }) {
    const result = await mayros.models.setDefault(positionals[0] ?? "");
    if (json) {
      writeJson(result);
      return 0;
    }
    if (!result.known) {
      writeError(`warning: ${result.model} is in no model list; it will be sent as it is\n`);
    }
    writeOutput(`default model: ${result.model}${result.changed ? "" : " (as before)"}\n`);
    return 0;
  },
});

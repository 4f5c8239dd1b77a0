// `mayros models set`: the model that is used when none is named.
import { defineCommand } from "../../command.ts";
import { warnUnknownModel } from "../../ui/model-warnings.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<provider/model>",
  positionals: { min: 1, max: 1 },
  complete: ["model"],
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
    warnUnknownModel(result);
    writeOutput(`default model: ${result.model}${result.changed ? "" : " (as before)"}\n`);
    return 0;
  },
});

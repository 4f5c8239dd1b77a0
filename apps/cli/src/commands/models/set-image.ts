// `mayros models set-image`: the model for images that the default model can't take.
import { defineCommand } from "../../command.ts";
import { warnUnknownModel } from "../../ui/model-warnings.ts";
import { writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<provider/model>",
  positionals: { min: 1, max: 1 },
  complete: ["model"],
  options: {},
  details:
    "It is asked when no model was named, the request has an image and the default model takes text alone. Takes an alias, too.",
  examples: ["mayros models set-image anthropic/claude-opus-4-6"],
  async run({ mayros, positionals, json }) {
    const result = await mayros.models.setImage(positionals[0] ?? "");
    if (json) {
      writeJson(result);
      return 0;
    }
    warnUnknownModel(result);
    writeOutput(`image model: ${result.model}${result.changed ? "" : " (as before)"}\n`);
    return 0;
  },
});

// `mayros models aliases add`: a short name for a model, with what is tried after it.
import type { AliasChange } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { warnUnknownModel } from "../../../ui/model-warnings.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<name> <provider/model>",
  positionals: { min: 2, max: 2 },
  complete: ["alias", "model"],
  options: {
    fallback: {
      type: "string",
      multiple: true,
      value: "<ref>",
      help: "Asked when it fails, or has no credential; may be given several times",
      complete: "model",
    },
  },
  details:
    "A name has letters, digits and _ . : - in it and is found whatever its case. It may be used wherever a model is asked for. A name that exists is given to the new model.",
  examples: [
    "mayros models aliases add fast groq/llama-3.3-70b-versatile",
    "mayros models aliases add best openai/gpt-5.1-codex --fallback zai/glm-4.7",
    'mayros run -m fast "hello"',
  ],
  async run({ mayros, options, positionals, json }) {
    const [name = "", model = ""] = positionals;
    const change = await mayros.models.aliases.add(name, model, options.fallback);
    if (json) {
      writeJson(change);
      return 0;
    }
    for (const ref of change.unknown) warnUnknownModel({ model: ref, known: false });
    writeOutput(describeChange(change));
    return 0;
  },
});

function describeChange({ name, model, fallbacks, changed, previous }: AliasChange): string {
  const then = fallbacks.length === 0 ? "" : `, then ${fallbacks.join(", ")}`;
  const before = previous === undefined || previous === model ? "" : ` (it was ${previous})`;
  return `${name} is ${model}${then}${changed ? before : ` already`}\n`;
}

// `mayros models allow add`: the one command that turns an allowlist on.
import type { AllowChange } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { warnUnknownModel } from "../../../ui/model-warnings.ts";
import { printAllowChange } from "../../../ui/print-allow-change.ts";
import { writeJson } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<provider/model | provider/*>",
  positionals: { min: 1, max: 1 },
  complete: ["model"],
  options: {},
  details:
    "Writes agents.defaults.modelPolicy.allow. The first entry turns the allowlist on: what is not in it is refused from then on, the default model apart. Where the keys of agents.defaults.models were the allowlist, they are taken over.",
  examples: ["mayros models allow add zai/glm-4.7", "mayros models allow add 'groq/*'"],
  async run({ mayros, positionals, json }) {
    const change = await mayros.models.allow.add(positionals[0] ?? "");
    if (json) {
      writeJson(change);
      return 0;
    }
    warnUnknownModel({ model: change.entry, known: change.known || !change.changed });
    printAllowChange(describeAddition(change), change);
    return 0;
  },
});

function describeAddition({
  entry,
  changed,
  allowedBy,
  turnedOn,
  defaultModel,
}: AllowChange): string {
  if (!changed)
    return `${entry} is allowed already${allowedBy === entry ? "" : `, by ${allowedBy}`}`;
  if (!turnedOn) return `${entry} is allowed now`;
  const always = defaultModel === undefined ? "" : `, apart from the default model ${defaultModel}`;
  return `${entry} is allowed now, and nothing else${always}`;
}

// `mayros models allow remove`: allows less, never more.
import { defineCommand } from "../../../command.ts";
import { printAllowChange } from "../../../ui/print-allow-change.ts";
import { writeError, writeJson } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<provider/model | provider/*>",
  positionals: { min: 1, max: 1 },
  complete: ["model"],
  options: {},
  details:
    "Removing the last entry leaves an empty list, which allows the default model alone: nothing is ever allowed by removing. Without agents.defaults.modelPolicy, keys of agents.defaults.models are the allowlist; without both, everything is allowed.",
  examples: [
    "mayros models allow remove zai/glm-4.7",
    "mayros config unset agents.defaults.modelPolicy",
  ],
  async run({ mayros, positionals, json }) {
    const change = await mayros.models.allow.remove(positionals[0] ?? "");
    if (json) {
      writeJson(change);
      return 0;
    }
    printAllowChange(`${change.entry} is no longer in the allowlist`, change);
    if (change.allowed?.length === 0) {
      const next = "mayros config unset agents.defaults.modelPolicy";
      writeError(`note: nothing but the default model is allowed now\n  next: ${next}\n`);
    }
    return 0;
  },
});

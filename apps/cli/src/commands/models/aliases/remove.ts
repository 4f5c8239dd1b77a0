// `mayros models aliases remove`: a short name less.
import { defineCommand } from "../../../command.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<name>",
  positionals: { min: 1, max: 1 },
  complete: ["alias"],
  options: {},
  details: "Refused while the default model, a fallback or the allowlist is set to it.",
  examples: ["mayros models aliases remove fast"],
  async run({ mayros, positionals, json }) {
    const removed = await mayros.models.aliases.remove(positionals[0] ?? "");
    if (json) writeJson({ ...removed, removed: true });
    else writeOutput(`removed ${removed.name}, which was ${removed.model}\n`);
    return 0;
  },
});

// `mayros config unset`: removes one value of the file and nothing else in it.
import { defineCommand } from "../../command.ts";
import { printConfigWarnings, shortValue } from "../../ui/print-config-change.ts";
import { writeError, writeJson, writeOutput } from "../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<path>",
  positionals: { min: 1, max: 1 },
  complete: ["config-path"],
  options: {},
  details:
    "A comment goes with the value where it stands behind it on its line; all others stay. " +
    "What an included file says is not touched.",
  examples: [
    "mayros config unset models.aliases.fast",
    "mayros config unset 'agents.defaults.model.fallbacks[0]'",
    "mayros config unset \"models.providers['acme.example']\"",
  ],
  async run({ mayros, positionals, json }) {
    const result = await mayros.config.unset(positionals[0] ?? "");
    if (json) {
      writeJson(result);
      return 0;
    }
    const { path, changed, previous, file, remains } = result;
    // What `$include` names is put in its place: it has no value of its own.
    const before = previous === undefined ? "" : ` (was ${shortValue(previous)})`;
    if (changed) writeOutput(`${path} is removed${before}\n${file}\n`);
    else writeOutput(`${path} is not set; nothing changed\n`);
    printConfigWarnings(file, result.warnings);
    if (remains) {
      const place = `${remains.file}:${remains.line}:${remains.column}`;
      writeError(`note: ${place} sets ${path}, too, and counts now\n`);
    }
    return 0;
  },
});

// `mayros __complete`: what the scripts of `mayros completion` ask at every press of TAB. Never says what
// is wrong: somebody is in the middle of typing.
import { defineCommand } from "../command.ts";
import { completeWords } from "../completion/complete-words.ts";
import { formatCandidates } from "../completion/format-candidates.ts";
import { writeOutput } from "../ui/write-output.ts";

export const command = defineCommand({
  usage: "-- <word...>",
  positionals: { max: Number.POSITIVE_INFINITY },
  options: {
    described: { type: "boolean", help: "With descriptions, after a tab" },
  },
  details:
    "For the scripts of mayros completion: prints what could stand in the place of the last word, one per line.",
  examples: ["mayros __complete -- models l", 'mayros __complete --described -- run --model ""'],
  async run({ mayros, positionals, options, listCommands }) {
    const candidates = await completeWords(positionals, await listCommands(positionals), mayros);
    writeOutput(formatCandidates(candidates, options.described === true));
    return 0;
  },
});

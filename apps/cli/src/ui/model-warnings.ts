// What is worth a word beside what a command of `mayros models` did.
import { writeError } from "./write-output.ts";

/** An id that no list of its provider has: perhaps it is new, perhaps it is misspelled. */
export function warnUnknownModel({ model, known }: { model: string; known: boolean }): void {
  if (known) return;
  writeError(`warning: ${model} is in no model list; it will be sent as it is\n`);
}

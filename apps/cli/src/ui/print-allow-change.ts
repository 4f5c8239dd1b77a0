// What `models allow add` and `models allow remove` say afterwards.
import { shellWord } from "@mayros/core";
import type { AllowChange } from "@mayros/sdk";
import { writeError, writeOutput } from "./write-output.ts";

export function printAllowChange(sentence: string, { carried, shutOut }: AllowChange): void {
  if (carried.length > 0) {
    const keys = carried.length === 1 ? "key" : `${carried.length} keys`;
    writeError(
      `note: the ${keys} of agents.defaults.models, the allowlist until now, went into agents.defaults.modelPolicy.allow\n`,
    );
  }
  writeOutput(`${sentence}\n`);
  for (const ref of shutOut) {
    const next = `mayros models allow add ${shellWord(ref)}`;
    writeError(
      `warning: ${ref} is in use (mayros models status) and not allowed\n  next: ${next}\n`,
    );
  }
}

// Warns of models of the chain, and of credentials, that were passed over: the caller gets an answer all the same, and
// would not learn that the model they meant needs a login.
import type { RunStep } from "@mayros/engine";

/** Hands every event on to `next`. */
export function warnOfSkipped(
  warn: (message: string) => void,
  next: ((step: RunStep) => void) | undefined,
): (step: RunStep) => void {
  // When no other model can be asked either, the first one's trouble is the error and no warning.
  let first: string | undefined;
  // Nor is that of the last credential.
  const unready: string[] = [];
  return (event) => {
    if (event.type === "skipped") {
      const hint = event.hint === undefined ? "" : `; next: ${event.hint}`;
      const text = `${event.model} is passed over: ${event.message}${hint}`;
      if (event.number === 1) first = text;
      else warn(text);
    }
    if (event.type === "unready")
      unready.push(`${event.source.name} is passed over: ${event.message}`);
    if (event.type === "attempt") for (const text of unready.splice(0)) warn(text);
    if (event.type === "fallback" && first !== undefined) {
      warn(first);
      first = undefined;
    }
    next?.(event);
  };
}

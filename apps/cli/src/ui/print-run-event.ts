// What `mayros run` says on stderr of the way to an answer: with --verbose every step, else only that
// another model than the one that was meant is asked.
import type { RunEvent } from "@mayros/sdk";
import { describeSource } from "../run/describe-source.ts";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

export function printRunEvent(event: RunEvent, verbose: boolean): void {
  if (event.type === "fallback") {
    writeError(`${verbose ? "·" : "note:"} ${describeFallback(event)}\n`);
  } else if (verbose) {
    writeError(`· ${describeStep(event)}\n`);
  }
}

type Fallback = Extract<RunEvent, { type: "fallback" }>;

function describeFallback({ from, to, reason }: Fallback): string {
  // Why it could not be asked stands in the warning before.
  const what = reason.startsWith("MAYROS_") ? "can't be asked" : `failed (${reason})`;
  return oneLine(`${from} ${what}; asking ${to}`);
}

function describeStep(event: Exclude<RunEvent, Fallback>): string {
  switch (event.type) {
    case "attempt":
      return `attempt ${event.number} of ${event.of}: ${describeSource(event.source)}`;
    case "failed": {
      const status = event.status === undefined ? "" : ` ${event.status}`;
      const message = oneLine(event.message);
      return `attempt ${event.number} failed (${event.kind}${status}): ${message}`;
    }
    case "cooldown":
      return `${describeSource(event.source)} is left alone for ${event.model} ${until(event.until)} (${event.reason})`;
    case "cooling":
      return `${describeSource(event.source)} is passed over: it cools ${until(event.until)} (${event.reason})`;
    case "skipped":
      return oneLine(`${event.model} can't be asked: ${event.message}`);
  }
}

const until = (at: number): string => `until ${new Date(at).toLocaleTimeString()}`;

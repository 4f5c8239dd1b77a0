// What `mayros run` says on stderr of the way to an answer: with --verbose every step, else only that
// another model than the one that was meant is asked.
import type { RunEvent } from "@mayros/sdk";
import { describeSource } from "../run/describe-source.ts";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

export function printRunEvent(event: RunEvent, verbose: boolean): void {
  if (event.type === "fallback") {
    writeError(`${verbose ? "·" : "note:"} ${oneLine(describeFallback(event))}\n`);
  } else if (verbose) {
    writeError(`· ${oneLine(describeStep(event))}\n`);
  }
}

type Fallback = Extract<RunEvent, { type: "fallback" }>;

function describeFallback({ from, to, reason }: Fallback): string {
  // Why it could not be asked stands in the warning before.
  const what = reason.startsWith("MAYROS_") ? "can't be asked" : `failed (${reason})`;
  return `${from} ${what}; asking ${to}`;
}

function describeStep(event: Exclude<RunEvent, Fallback>): string {
  switch (event.type) {
    case "attempt":
      return `attempt ${event.number} of ${event.of}: ${event.model} with ${describeSource(event.source)}`;
    case "failed": {
      const status = event.status === undefined ? "" : ` ${event.status}`;
      return `attempt ${event.number} failed (${event.kind}${status}): ${event.message}`;
    }
    case "cooldown":
      return `${describeSource(event.source)} is left alone for ${event.model} ${until(event.until)} (${event.reason})`;
    case "cooling":
      return `${describeSource(event.source)} is passed over: it cools ${until(event.until)} (${event.reason})`;
    case "unready":
      return `${describeSource(event.source)} is passed over: ${event.message}`;
    case "refreshed":
      return `${describeSource(event.source)} has a new ${event.what}: asking again`;
    case "skipped":
      return `${event.model} can't be asked: ${event.message}`;
  }
}

const SOON = 12 * 60 * 60 * 1000;

/** With its day where the hour alone could be any day's. */
function until(at: number): string {
  const time = new Date(at);
  return `until ${at - Date.now() > SOON ? time.toLocaleString() : time.toLocaleTimeString()}`;
}

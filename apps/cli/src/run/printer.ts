// What prints an answer: as text, as one JSON object, or as lines of JSON.
import type { StreamPart } from "@mayros/core";
import type { RunEvent, RunOpening } from "@mayros/sdk";
import { writeJson, writeJsonLine } from "../ui/write-output.ts";
import type { Answer } from "./answer.ts";
import { sourceName } from "./describe-source.ts";

export interface Printer {
  /** The answer has the event already. */
  note?(event: RunEvent): void;
  /** The answer has the part already. */
  add?(part: StreamPart): void;
  /** No more comes, because something went wrong. */
  breakOff?(): void;
  /** The answer is complete. */
  finish(opening: RunOpening): void;
}

export function jsonPrinter(answer: Answer): Printer {
  return { finish: (opening) => writeJson(answer.describe(opening)) };
}

/** A line `start` first, then the parts as they come; the last, `finish`, says the cost, too. */
export function ndjsonPrinter(answer: Answer): Printer {
  let asked: object | undefined;
  let started = false;
  return {
    note(event) {
      if (event.type !== "attempt") return;
      asked = { model: event.model, credential: sourceName(event.source) };
    },
    add(part) {
      if (!started) writeJsonLine({ type: "start", ...asked });
      started = true;
      if (part.type !== "finish") writeJsonLine(part);
    },
    finish: ({ model }) => writeJsonLine({ ...answer.finish, cost: answer.cost(model) }),
  };
}

// Reads answers that are one JSON object: what is missing in them makes them unreadable, as bad JSON does.
import { type JsonRecord, recordOf } from "../json-shapes.ts";

/** Throws SyntaxError. */
export function readAnswer(body: string): JsonRecord {
  const answer = recordOf(JSON.parse(body));
  if (answer) return answer;
  throw new SyntaxError("the answer is no JSON object");
}

/** Throws SyntaxError. */
export function countIn(body: string, field: string): number {
  const count = readAnswer(body)[field];
  if (typeof count === "number" && Number.isFinite(count)) return count;
  throw new SyntaxError(`the answer has no ${field}`);
}

/** A vector of an embedding. Throws SyntaxError. */
export function vectorOf(value: unknown): number[] {
  if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number")) {
    return value as number[];
  }
  throw new SyntaxError("the answer has an embedding without numbers");
}

// What a server may say of a model it has, and the hand checks for it: whoever listens on the port
// wrote the answer, so every field is looked at before it is kept.
import type { ModelDeclaration } from "@mayros/core";

export type DiscoveredModel = Pick<
  ModelDeclaration,
  "id" | "wireId" | "reasoning" | "thinkingLevelMap" | "input" | "contextWindow"
>;

/** More than this of one server are not kept: nobody reads such a list. */
export const MOST_MODELS = 1000;

const LONGEST_ID = 256;
const MOST_TOKENS = 1_000_000_000;

export function readRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

/** A text that can stand after the slash of a ref: no control characters, no spaces around it. */
export function readModelId(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > LONGEST_ID) return undefined;
  return value !== "" && value === value.trim() && !/[\p{Cc}\p{Cf}]/u.test(value)
    ? value
    : undefined;
}

/** Undefined for anything but a whole number that a context window can have. */
export function readTokens(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MOST_TOKENS
    ? (value as number)
    : undefined;
}

export function readTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((each): each is string => typeof each === "string");
}

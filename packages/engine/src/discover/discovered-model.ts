// What a list may say of a model, and the hand checks for it: whoever answered wrote it, so every field is looked at
// before it is kept. Nothing that says where a request goes or what it carries is among them.
import type { ModelDeclaration } from "@mayros/core";

export type DiscoveredModel = Pick<
  ModelDeclaration,
  | "id"
  | "wireId"
  | "name"
  | "api"
  | "reasoning"
  | "thinkingLevelMap"
  | "input"
  | "cost"
  | "contextWindow"
  | "maxTokens"
>;

/** More than this of one server are not kept: nobody reads such a list. */
export const MOST_MODELS = 1000;
const LONGEST_ID = 256;
const LONGEST_NAME = 200;
const MOST_TOKENS = 1_000_000_000;
/** US dollars per million tokens. */
const HIGHEST_PRICE = 100_000;

export type Fields = Readonly<Record<string, unknown>>;

export function readRecord(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

/** A text that can stand after the slash of a ref: no control characters, no spaces around it. */
export function readModelId(value: unknown): string | undefined {
  return readText(value, LONGEST_ID);
}

/** A text that can be shown. */
export function readName(value: unknown): string | undefined {
  return readText(value, LONGEST_NAME);
}

function readText(value: unknown, longest: number): string | undefined {
  if (typeof value !== "string" || value.length > longest) return undefined;
  return value !== "" && value === value.trim() && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
    ? value
    : undefined;
}

/** Undefined for anything but a whole number that a context window can have. */
export function readTokens(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= MOST_TOKENS
    ? (value as number)
    : undefined;
}

/** US dollars per million tokens; undefined for anything else. */
export function readPrice(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= HIGHEST_PRICE ? value : undefined;
}

export function readTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((each): each is string => typeof each === "string");
}

/** Keeps the fields that are there. */
export function withoutMissing<Model extends object>(
  model: {
    [Field in keyof Model]: Model[Field] | undefined;
  },
): Model {
  return Object.fromEntries(
    Object.entries(model).filter(([, value]) => value !== undefined),
  ) as Model;
}

// What a tool was called with. The wire wants an object, also where the call was kept as text.
import type { JSONObject, JSONValue } from "@mayros/core";
import { recordOf } from "../json-shapes.ts";

/** Any other input is wrapped, as the AI SDK does it. */
export function inputOf(input: unknown): JSONObject {
  const value = typeof input === "string" ? parse(input) : input;
  return (recordOf(value) ??
    (value === undefined || value === null
      ? {}
      : { rawInvalidInput: input as JSONValue })) as JSONObject;
}

function parse(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

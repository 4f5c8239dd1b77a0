// The AI SDK writes options in camel case, this wire in snake case.
import type { JSONObject, JSONValue } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** Converts the keys of a record and of records within it; what is absent stays absent. */
export function snakeKeys(record: JsonRecord): JSONObject {
  const converted: JSONObject = {};
  for (const [name, value] of Object.entries(record)) {
    if (value === undefined) continue;
    const nested = recordOf(value);
    converted[snakeCase(name)] = nested ? snakeKeys(nested) : (value as JSONValue);
  }
  return converted;
}

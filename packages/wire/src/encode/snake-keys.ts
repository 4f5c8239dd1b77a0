// The AI SDK writes options and results in camel case, most wires write them in snake case.
import type { JSONObject, JSONValue } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Converts the keys of a record and of records within it; what is absent stays absent. */
export function snakeKeys(record: JsonRecord): JSONObject {
  return withKeys(record, snakeCase);
}

export function camelKeys(record: JsonRecord): JSONObject {
  return withKeys(record, camelCase);
}

function withKeys(record: JsonRecord, rename: (name: string) => string): JSONObject {
  const converted: JSONObject = {};
  for (const [name, value] of Object.entries(record)) {
    if (value === undefined) continue;
    const nested = recordOf(value);
    converted[rename(name)] = nested ? withKeys(nested, rename) : (value as JSONValue);
  }
  return converted;
}

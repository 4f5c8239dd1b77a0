// The AI SDK writes options and results in camel case, most wires write them in snake case.
import type { JSONObject, JSONValue } from "@mayros/core";
import { type JsonRecord, mapRecord, recordOf } from "../json-shapes.ts";

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
  return mapRecord<JSONValue>(record, (name, value) => {
    if (value === undefined) return undefined;
    const nested = recordOf(value);
    return [rename(name), nested ? withKeys(nested, rename) : (value as JSONValue)];
  });
}

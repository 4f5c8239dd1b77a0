// A JSON schema in the dialect that `responseJsonSchema` reads: it knows `enum`, but not `const`.
// https://ai.google.dev/gemini-api/docs/structured-output (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import { mapRecord, recordOf } from "../json-shapes.ts";

const single = new Set(["items", "additionalProperties"]);
const lists = new Set(["items", "anyOf", "oneOf"]);
const named = new Set(["properties", "$defs"]);

export function encodeSchema(schema: JSONObject): JSONObject {
  return mapRecord<JSONValue>(schema, (name, value) => {
    if (value === undefined) return undefined;
    if (name === "const") return ["enum", [value as JSONValue]];
    return [name, encodeKeyword(name, value as JSONValue)];
  });
}

function encodeKeyword(name: string, value: JSONValue): JSONValue {
  if (Array.isArray(value)) return lists.has(name) ? value.map(encodeAny) : value;
  const record = recordOf(value);
  if (!record) return value;
  if (single.has(name)) return encodeAny(value);
  if (!named.has(name)) return value;
  return mapRecord(record, (key, each) => [key, encodeAny(each as JSONValue)]);
}

/** A schema may be `true` or `false`. */
function encodeAny(value: JSONValue): JSONValue {
  return recordOf(value) ? encodeSchema(value as JSONObject) : value;
}

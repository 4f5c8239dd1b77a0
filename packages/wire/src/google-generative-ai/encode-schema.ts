// A JSON schema in the dialect that `responseJsonSchema` reads: it knows `enum`, but not `const`.
// https://ai.google.dev/gemini-api/docs/structured-output (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import { recordOf } from "../json-shapes.ts";

const single = new Set(["items", "additionalProperties"]);
const lists = new Set(["items", "anyOf", "oneOf"]);
const named = new Set(["properties", "$defs"]);

export function encodeSchema(schema: JSONObject): JSONObject {
  const encoded: JSONObject = {};
  for (const [name, value] of Object.entries(schema)) {
    if (value === undefined) continue;
    if (name === "const") encoded.enum = [value];
    else encoded[name] = encodeKeyword(name, value);
  }
  return encoded;
}

function encodeKeyword(name: string, value: JSONValue): JSONValue {
  if (Array.isArray(value)) return lists.has(name) ? value.map(encodeAny) : value;
  const record = recordOf(value);
  if (!record) return value;
  if (single.has(name)) return encodeAny(value);
  if (!named.has(name)) return value;
  return Object.fromEntries(
    Object.entries(record).map(([key, each]) => [key, encodeAny(each as JSONValue)]),
  );
}

/** A schema may be `true` or `false`. */
function encodeAny(value: JSONValue): JSONValue {
  return recordOf(value) ? encodeSchema(value as JSONObject) : value;
}

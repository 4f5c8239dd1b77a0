// A schema as the format of an answer. The server refuses keywords that its grammar has no rule for; what
// they demand is told in words instead.
// https://docs.claude.com/en/docs/build-with-claude/structured-outputs (accessed 2026-11-28)
import type { JSONObject, JSONValue } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";

const kept = ["$schema", "$id", "title", "description", "default", "const", "enum", "type"];
const formats: ReadonlySet<unknown> = new Set([
  ...["date", "date-time", "duration", "email", "hostname"],
  ...["ipv4", "ipv6", "time", "uri", "uuid"],
]);
const told = [
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"],
  ...["minProperties", "maxProperties", "not"],
];

export function encodeSchema(schema: JsonRecord): JSONObject {
  const definitions = encodeEach(schema, ["definitions", "$defs"]);
  // What stands beside a reference does not count.
  if (typeof schema.$ref === "string") return { $ref: schema.$ref, ...definitions };
  const { anyOf = schema.oneOf, allOf, items, format, required } = schema;
  const words = demandsOf(schema);
  return {
    ...Object.fromEntries(
      kept
        .filter((keyword) => schema[keyword] != null)
        .map((keyword) => [keyword, schema[keyword]]),
    ),
    ...(anyOf == null ? {} : { anyOf: encodeAny(anyOf) }),
    ...(allOf == null ? {} : { allOf: encodeAny(allOf) }),
    ...definitions,
    ...(schema.type === "object" || schema.properties != null
      ? {
          ...encodeEach(schema, ["properties"]),
          additionalProperties: false,
          ...(required == null ? {} : { required: required as JSONValue }),
        }
      : {}),
    ...(items == null ? {} : { items: encodeAny(items) }),
    ...(formats.has(format) ? { format: String(format) } : {}),
    ...(words === "" ? {} : { description: described(schema.description, words) }),
  } as JSONObject;
}

/** A schema, several, or `true`. */
function encodeAny(value: unknown): JSONValue {
  if (Array.isArray(value)) return value.map(encodeAny);
  const record = recordOf(value);
  return record ? encodeSchema(record) : (value as JSONValue);
}

function encodeEach(schema: JsonRecord, keywords: readonly string[]): JSONObject {
  const found = keywords.flatMap((keyword) => {
    const entries = Object.entries(recordOf(schema[keyword]) ?? {});
    if (schema[keyword] == null) return [];
    return [
      [keyword, Object.fromEntries(entries.map(([name, value]) => [name, encodeAny(value)]))],
    ];
  });
  return Object.fromEntries(found) as JSONObject;
}

function described(description: unknown, words: string): string {
  return typeof description === "string" ? `${description}\n${words}` : words;
}

/** "min length: 2; pattern: ^a." */
function demandsOf(schema: JsonRecord): string {
  const demands = told
    .filter((keyword) => schema[keyword] != null && schema[keyword] !== false)
    .map((keyword) => `${inWords(keyword)}: ${said(schema[keyword])}`);
  const { format } = schema;
  if (typeof format === "string" && !formats.has(format)) demands.push(`format: ${format}`);
  return demands.length > 0 ? `${demands.join("; ")}.` : "";
}

function inWords(keyword: string): string {
  return keyword.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function said(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

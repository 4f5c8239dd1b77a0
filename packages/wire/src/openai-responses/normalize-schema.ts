// JSON schemas in the part of the language that this wire takes: a keyword that it refuses would fail
// the whole request. It walks schemas only, so that a property of such a name stays.
// https://platform.openai.com/docs/guides/structured-outputs#supported-schemas (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import { mapRecord, recordOf, textOf } from "../json-shapes.ts";

/** Keywords whose values are records of schemas by name. */
const named = new Set(["properties", "patternProperties", "$defs", "definitions", "dependencies"]);
/** Keywords whose values are schemas or lists of them. */
const nested = new Set([
  "additionalItems",
  "additionalProperties",
  "allOf",
  "anyOf",
  "contains",
  "else",
  "if",
  "items",
  "not",
  "oneOf",
  "then",
]);

export function normalizeSchema(schema: object, warnings: Warnings): JSONObject {
  const root = walk(schema, warnings) as JSONObject;
  const reference = soleReference(root);
  if (reference === undefined) return root;
  const target = definitionAt(reference, root);
  return target ? { ...target, ...without(root, "allOf") } : root;
}

function walk(value: unknown, warnings: Warnings): JSONValue {
  if (Array.isArray(value)) return value.map((entry) => walk(entry, warnings));
  const schema = recordOf(value);
  if (!schema) return value as JSONValue;
  return mapRecord<JSONValue>(schema, (keyword, entry) => {
    const refused = refusedKeyword(keyword, entry);
    if (refused !== undefined) {
      warnings.converted(`JSON Schema ${refused}`, "this wire refuses it; it is left out");
      return undefined;
    }
    if (nested.has(keyword)) return [keyword, child(entry, warnings)];
    if (!named.has(keyword)) return [keyword, entry as JSONValue];
    const byName = recordOf(entry) ?? {};
    return [keyword, mapRecord(byName, (name, each) => [name, child(each, warnings)])];
  });
}

function refusedKeyword(keyword: string, value: unknown): string | undefined {
  if (keyword === "propertyNames") return keyword;
  const refused = keyword === "pattern" && typeof value === "string" && looksAround(value);
  return refused ? "pattern with regex lookaround" : undefined;
}

/** A schema within another: one that only refers goes without the list around its reference. */
function child(value: unknown, warnings: Warnings): JSONValue {
  if (Array.isArray(value)) return value.map((entry) => child(entry, warnings));
  const schema = walk(value, warnings);
  const $ref = recordOf(schema) && soleReference(schema as JSONObject);
  return $ref === undefined ? schema : { ...without(schema as JSONObject, "allOf"), $ref };
}

function soleReference({ allOf }: JSONObject): string | undefined {
  const only = Array.isArray(allOf) && allOf.length === 1 ? recordOf(allOf[0]) : undefined;
  return only && Object.keys(only).length === 1 ? textOf(only.$ref) : undefined;
}

function definitionAt(reference: string, root: JSONObject): JSONObject | undefined {
  const [, keyword, name] = /^#\/(definitions|\$defs)\/(.+)$/.exec(reference) ?? [];
  if (keyword === undefined || name === undefined) return undefined;
  const definitions = recordOf(root[keyword]);
  return recordOf(definitions?.[name.replace(/~1/g, "/").replace(/~0/g, "~")]) as
    | JSONObject
    | undefined;
}

function without(record: JSONObject, name: string): JSONObject {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}

/** Whether a pattern holds `(?=`, `(?!`, `(?<=` or `(?<!` outside of escapes and character classes. */
function looksAround(pattern: string): boolean {
  return /\(\?<?[=!]/.test(pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, "x"));
}

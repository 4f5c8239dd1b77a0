// A JSON schema in the few keywords that the field `parameters` knows: any other fails the whole request. References
// are put in place, and what an unknown keyword demands is told in words. Pure.
// https://github.com/NoeFabris/opencode-antigravity-auth/blob/main/docs/ANTIGRAVITY_API_SPEC.md (accessed 2026-11-28)
import type { JSONObject, JSONValue } from "@mayros/core";
import { type JsonRecord, listOf, recordOf, textOf } from "../json-shapes.ts";

const told = [
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"],
  ...["minLength", "maxLength", "pattern", "minItems", "maxItems", "uniqueItems"],
  ...["minProperties", "maxProperties", "default"],
];
/** A schema that contains itself ends here. */
const DEEPEST = 12;

export function parametersOf(schema: JsonRecord): JSONObject {
  const { type: _type, ...encoded } = encode(schema, { root: schema, depth: 0 });
  return { type: "object", ...encoded };
}

interface Place {
  readonly root: JsonRecord;
  readonly depth: number;
}

function encode(schema: JsonRecord, { root, depth }: Place): JSONObject {
  if (depth > DEEPEST) return { type: "object" };
  const place: Place = { root, depth: depth + 1 };
  const reference = textOf(schema.$ref);
  if (reference !== undefined) {
    const { $ref: _reference, ...beside } = schema;
    return encode({ ...definitionAt(reference, root), ...beside }, place);
  }
  const properties = recordOf(schema.properties);
  const words = demandsOf(schema);
  const { nullable, ...type } = typeOf(schema, properties);
  return {
    ...type,
    ...(words === undefined ? {} : { description: words }),
    ...enumOf(schema),
    ...(nullable ? { nullable } : {}),
    ...(properties ? { properties: encodeEach(properties, place) } : {}),
    ...requiredOf(schema, properties),
    ...(schema.items === undefined ? {} : { items: encodeItems(schema.items, place) }),
    ...listsOf(schema, place),
  };
}

function encodeAny(value: unknown, place: Place): JSONObject {
  return encode(recordOf(value) ?? {}, place);
}

function encodeEach(schemas: JsonRecord, place: Place): JSONObject {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, encodeAny(schema, place)]),
  );
}

/** Of a schema for each place, the first is for all. */
function encodeItems(items: unknown, place: Place): JSONObject {
  return encodeAny(Array.isArray(items) ? items[0] : items, place);
}

function listsOf(schema: JsonRecord, place: Place): JSONObject {
  return Object.fromEntries(
    ["anyOf", "oneOf", "allOf"].flatMap((keyword) => {
      const schemas = listOf(schema[keyword]);
      if (schemas.length === 0) return [];
      return [[keyword, schemas.map((each) => encodeAny(each, place))]];
    }),
  );
}

/** One type at most; null is told apart. */
function typeOf(
  { type, nullable }: JsonRecord,
  properties: JsonRecord | undefined,
): { type?: string; nullable?: boolean } {
  const types = [type].flat().filter((each) => typeof each === "string");
  const [first = properties ? "object" : undefined] = types.filter((each) => each !== "null");
  return {
    ...(first === undefined ? {} : { type: first }),
    nullable: nullable === true || types.includes("null"),
  };
}

/** A value that is the only one stands in a list of its own. */
function enumOf(schema: JsonRecord): { enum?: JSONValue[] } {
  if (schema.const !== undefined) return { enum: [schema.const as JSONValue] };
  const values = listOf(schema.enum);
  return values.length > 0 ? { enum: [...(values as readonly JSONValue[])] } : {};
}

/** Names of properties that are not there are refused. */
function requiredOf(
  { required }: JsonRecord,
  properties: JsonRecord = {},
): { required?: string[] } {
  const names = listOf(required).filter(
    (name): name is string => typeof name === "string" && Object.hasOwn(properties, name),
  );
  return names.length > 0 ? { required: names } : {};
}

/** "Name of a city. min length: 2; pattern: ^a." */
function demandsOf(schema: JsonRecord): string | undefined {
  const demands = told
    .filter((keyword) => schema[keyword] != null && schema[keyword] !== false)
    .map((keyword) => `${inWords(keyword)}: ${said(schema[keyword])}`);
  const words = demands.length > 0 ? `${demands.join("; ")}.` : undefined;
  const sentences = [textOf(schema.description), words].filter((each) => each !== undefined);
  return sentences.length > 0 ? sentences.join("\n") : undefined;
}

function inWords(keyword: string): string {
  return keyword.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function said(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A JSON pointer (RFC 6901) within the schema. */
function definitionAt(reference: string, root: JsonRecord): JsonRecord {
  if (!reference.startsWith("#")) return {};
  const steps = reference.slice(1).split("/").slice(1);
  const found = steps.reduce<unknown>((at, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const record = recordOf(at);
    return record && Object.hasOwn(record, name) ? record[name] : undefined;
  }, root);
  return recordOf(found) ?? {};
}

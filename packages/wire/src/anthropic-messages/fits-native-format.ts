// Whether a schema can be the format of an answer. The server refuses schemas that refer to themselves or
// leave many properties open, and closes every object, so that one for any keys could only be empty.
// https://docs.claude.com/en/docs/build-with-claude/structured-outputs (accessed 2026-11-28)
import { type JsonRecord, listOf, recordOf } from "../json-shapes.ts";

/** Documented are 24 in all; the AI SDK's package found grammars to fail from 11 on. */
const MOST_OPTIONAL = 10;

const one = ["additionalProperties", "contains", "else", "if", "items", "not", "then"];
const many = ["allOf", "anyOf", "items", "oneOf", "prefixItems"];
const named = ["dependentSchemas", "patternProperties", "properties"];

export function fitsNativeFormat(schema: object): boolean {
  return optionalIn(schema as JsonRecord, schema as JsonRecord, new Map()) <= MOST_OPTIONAL;
}

/** How many properties may be left out; infinitely many where the schema does not fit at all. */
function optionalIn(node: JsonRecord, root: JsonRecord, known: Map<JsonRecord, number>): number {
  const before = known.get(node);
  if (before !== undefined) return before;
  // Whoever comes back here before this is counted goes in a circle.
  known.set(node, Number.POSITIVE_INFINITY);
  if (isOpen(node)) return Number.POSITIVE_INFINITY;
  const required = new Set(listOf(node.required));
  const names = Object.keys(recordOf(node.properties) ?? {});
  let optional = names.filter((name) => !required.has(name)).length;
  for (const child of childrenOf(node, root)) {
    const record = recordOf(child);
    if (record) optional += optionalIn(record, root, known);
  }
  known.set(node, optional);
  return optional;
}

function childrenOf(node: JsonRecord, root: JsonRecord): unknown[] {
  return [
    ...one.map((keyword) => node[keyword]),
    ...many.flatMap((keyword) => listOf(node[keyword])),
    ...named.flatMap((keyword) => Object.values(recordOf(node[keyword]) ?? {})),
    typeof node.$ref === "string" ? resolve(node.$ref, root) : undefined,
  ];
}

/** A schema in the same document: `#/$defs/node`. */
function resolve(reference: string, root: JsonRecord): unknown {
  if (!reference.startsWith("#")) return undefined;
  const steps = reference
    .slice(1)
    .split("/")
    .filter((step) => step !== "")
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce<unknown>(
    (value, step) => (Array.isArray(value) ? value[Number(step)] : recordOf(value)?.[step]),
    root,
  );
}

function isOpen({
  additionalProperties,
  patternProperties,
  properties,
  type,
}: JsonRecord): boolean {
  if (additionalProperties === true || recordOf(additionalProperties)) return true;
  if (Object.keys(recordOf(patternProperties) ?? {}).length > 0) return true;
  const isObject = type === "object" || listOf(type).includes("object");
  return isObject && properties == null && additionalProperties !== false;
}

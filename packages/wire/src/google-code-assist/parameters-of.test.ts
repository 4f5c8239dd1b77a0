// JSON schemas in the keywords that this field takes.
import type { JSONObject } from "@mayros/core";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { parametersOf } from "./parameters-of.ts";

it.each<[string, JSONObject, JSONObject]>([
  ["an empty schema", {}, { type: "object" }],
  [
    "marks of the document",
    { $schema: "s", $id: "i", title: "T", type: "object", properties: { a: { title: "A" } } },
    { type: "object", properties: { a: {} } },
  ],
  [
    "one value",
    { properties: { kind: { const: "email" } } },
    { type: "object", properties: { kind: { enum: ["email"] } } },
  ],
  [
    "null beside a type",
    { properties: { a: { type: ["string", "null"] } } },
    { type: "object", properties: { a: { type: "string", nullable: true } } },
  ],
  [
    "demands, in words",
    { properties: { a: { type: "string", description: "A.", minLength: 2, format: "uri" } } },
    {
      type: "object",
      properties: { a: { type: "string", description: "A.\nformat: uri; min length: 2." } },
    },
  ],
  [
    "a definition elsewhere",
    {
      properties: { a: { $ref: "#/$defs/city", description: "Where." } },
      $defs: { city: { type: "string", enum: ["Bern"] } },
    },
    {
      type: "object",
      properties: { a: { type: "string", description: "Where.", enum: ["Bern"] } },
    },
  ],
  [
    "names in a pointer",
    { properties: { a: { $ref: "#/$defs/x~1y~0z" } }, $defs: { "x/y~z": { type: "integer" } } },
    { type: "object", properties: { a: { type: "integer" } } },
  ],
  [
    "required names that are no properties",
    { properties: { a: {} }, required: ["a", "b", 1] },
    { type: "object", properties: { a: {} }, required: ["a"] },
  ],
  [
    "lists of schemas",
    {
      properties: { a: { anyOf: [{ const: 1 }, { type: "array", items: [{ type: "string" }] }] } },
    },
    {
      type: "object",
      properties: {
        a: { anyOf: [{ enum: [1] }, { type: "array", items: { type: "string" } }] },
      },
    },
  ],
  [
    "a property with the name of a keyword",
    { properties: { const: { type: "string" }, $ref: { type: "string" } } },
    { type: "object", properties: { const: { type: "string" }, $ref: { type: "string" } } },
  ],
])("%s", (_name, schema, expected) => {
  expect(parametersOf(schema)).toEqual(expected);
});

it("ends with a schema that contains itself", () => {
  const tree = { $defs: { node: { properties: { next: { $ref: "#/$defs/node" } } } } };
  const parameters = parametersOf({ ...tree, $ref: "#/$defs/node" });
  expect(JSON.stringify(parameters).length).toBeLessThan(2000);
  expect(parametersOf({ $ref: "#" })).toEqual({ type: "object" });
});

const known = new Set([
  ...["type", "description", "enum", "nullable", "properties", "required", "items"],
  ...["anyOf", "oneOf", "allOf"],
]);

function keywordsIn(schema: JSONObject): string[] {
  const nested = [
    ...Object.values((schema.properties ?? {}) as JSONObject),
    schema.items,
    ...["anyOf", "oneOf", "allOf"].flatMap((name) => (schema[name] ?? []) as JSONObject[]),
  ].filter((each) => each !== undefined);
  return [...Object.keys(schema), ...nested.flatMap((each) => keywordsIn(each as JSONObject))];
}

it("knows no other keyword, whatever it is given", () => {
  const name = fc.constantFrom(
    ...[...known, "$ref", "$defs", "const", "default", "not", "if", "pattern", "x-y"],
  );
  const { schema } = fc.letrec<{ schema: JSONObject }>((tie) => ({
    schema: fc.dictionary(
      name,
      fc.oneof(
        { depthSize: "small" },
        fc.jsonValue({ maxDepth: 1 }),
        tie("schema"),
        fc.array(tie("schema"), { maxLength: 2 }),
        fc.dictionary(fc.string(), tie("schema"), { maxKeys: 2 }),
      ),
      { maxKeys: 4 },
    ) as fc.Arbitrary<JSONObject>,
  }));
  const property = fc.property(schema, (given) => {
    const parameters = parametersOf(given);
    expect(keywordsIn(parameters).filter((keyword) => !known.has(keyword))).toEqual([]);
    expect(parameters.type).toBe("object");
  });
  fc.assert(property, { numRuns: 300 });
});

// The JSON Schema against the zod schema that it is made of, and the example that the page shows.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Validator } from "@cfworker/json-schema";
import { manifestSchema } from "@mayros/core/schema";
import { describe, expect, it } from "vitest";
import { root } from "../list-sources.ts";
import type { JsonSchema } from "./describe-schema.ts";
import { makeManifestPage } from "./manifest-page.ts";
import { makeManifestSchema } from "./manifest-schema.ts";

const schema = makeManifestSchema();
const validator = new Validator(schema as object, "7");
const readJson = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
const example = readJson(join(import.meta.dirname, "examples.json"));

/** Paths of all fields that a schema knows. */
function fieldsOf(node: JsonSchema, path = ""): string[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, field]) => [
    `${path}.${name}`,
    ...fieldsOf(field, `${path}.${name}`),
  ]);
  const { additionalProperties: any } = node;
  const values = typeof any === "object" ? any : undefined;
  return [...own, ...fieldsOfAll([node.items, values], path)];
}

const fieldsOfAll = (nodes: readonly (JsonSchema | undefined)[], path: string): string[] =>
  nodes.flatMap((node) => (node ? fieldsOf(node, path) : []));

describe("the example", () => {
  it("has nothing that the schemas do not take", () => {
    expect(manifestSchema.safeParse(example).error).toBeUndefined();
    expect(validator.validate(example).errors).toEqual([]);
  });

  it("has every field that there is", () => {
    const found = fieldsOf(schema).filter((path) => !/oauth|thinkingLevelMap/.test(path));
    const text = JSON.stringify(example);
    const missing = found.filter((path) => !text.includes(`"${path.split(".").at(-1)}":`));
    expect(missing).toEqual([]);
  });
});

it("takes every manifest that ships", () => {
  const paths = globSync("plugins/*/mayros.plugin.json", { cwd: root });
  expect(paths.length).toBeGreaterThan(30);
  for (const path of paths) {
    const { errors } = validator.validate(readJson(join(root, path)));
    expect({ path, errors }).toEqual({ path, errors: [] });
  }
});

it.each([
  ["an unknown field", { hostes: [] }],
  ["a wrong type", { env: "ACME" }],
  ["a word that is none", { status: "beta" }],
])("refuses %s, as the zod schema does", (_case, change) => {
  const wrong = { ...example, ...change };
  expect(manifestSchema.safeParse(wrong).success).toBe(false);
  expect(validator.validate(wrong).valid).toBe(false);
});

it("tells of every field on the page", () => {
  const page = makeManifestPage(schema);
  for (const path of fieldsOf(schema).filter((each) => !each.includes("thinkingLevelMap"))) {
    expect(page).toContain(`| \`${path.split(".").at(-1)}\` `);
  }
});

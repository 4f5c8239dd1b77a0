// docs/plugins/manifest.md: every field of a manifest in words, made of the JSON Schema and of one manifest that has all of
// them (examples.json).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownTable } from "../markdown-table.ts";
import type { JsonSchema } from "./describe-schema.ts";

export const PAGE_FILE = "docs/plugins/manifest.md";

interface Section {
  readonly title: string;
  readonly intro: string;
  /** Where it is in the schema and in the example: `*` stands for any key, `0` for an item. */
  readonly path: readonly string[];
}

const provider = ["providers", "*"];
const method = [...provider, "authMethods", "0"];
const model = [...provider, "models", "0"];
const sections: readonly Section[] = [
  { title: "The file", intro: "", path: [] },
  {
    title: "A source",
    intro: "`sources`: so that whoever finds a number wrong can look where it came from.",
    path: ["sources", "0"],
  },
  { title: "A wire format", intro: "An entry of `apis`.", path: ["apis", "0"] },
  {
    title: "A provider",
    intro: "A value of `providers`; its key is the provider's id.",
    path: provider,
  },
  { title: "Discovery", intro: "`discover` of a provider.", path: [...provider, "discover"] },
  { title: "An auth method", intro: "An entry of a provider's `authMethods`.", path: method },
  {
    title: "A field of an auth method",
    intro: "An entry of its `fields`.",
    path: [...method, "fields", "0"],
  },
  { title: "What a choice sets", intro: "`sets` of an auth method.", path: [...method, "sets"] },
  {
    title: "Signs of an ambient credential",
    intro: "`ambient` of an auth method.",
    path: [...method, "ambient"],
  },
  {
    title: "A login",
    intro:
      "`oauth` of the file, and of an auth method over it. URLs are https, or http to this machine; their hosts have to stand in `hosts`.",
    path: ["oauth"],
  },
  {
    title: "A model",
    intro: "An entry of a provider's `models`, or of `models` in the file that `modelsFile` names.",
    path: model,
  },
  { title: "What a model costs", intro: "`cost` of a model.", path: [...model, "cost"] },
  {
    title: "Prices of long requests",
    intro: "An entry of `tiers` of `cost`.",
    path: [...model, "cost", "tiers", "0"],
  },
];

const HEAD = `# The manifest

\`mayros.plugin.json\` says what a plugin is. Everything that lists, onboarding, resolving and configuring need stands in it, and it is read without
running any code of the plugin. A file with a field that is not here is refused: a misspelled name would otherwise be ignored.

For editors there is a JSON Schema in [@mayros/core](../../packages/core), \`schema/plugin-manifest.json\`; begin the file with

\`\`\`json
{ "$schema": "./node_modules/@mayros/core/schema/plugin-manifest.json" }
\`\`\`

\`mayros plugins validate\` checks more than a schema can: hosts, names, files, models.

This page and the schema are made from the same source, the declarations in
[\`packages/core/src/declarations\`](../../packages/core/src/declarations), by \`tools/generate-docs.ts\`.
`;

export function makeManifestPage(schema: JsonSchema): string {
  const example: unknown = JSON.parse(
    readFileSync(join(import.meta.dirname, "examples.json"), "utf8"),
  );
  const parts = sections.map((section) => {
    const described = at(schema, section.path, stepSchema);
    const shown = at(example, section.path, stepExample);
    const intro = section.intro === "" ? "" : `${section.intro}\n\n`;
    return `## ${section.title}\n\n${intro}${fieldTable(described, shown)}\n`;
  });
  return [HEAD, ...parts].join("\n");
}

function fieldTable(schema: JsonSchema | undefined, example: unknown): string {
  const required = new Set(schema?.required);
  const rows = Object.entries(schema?.properties ?? {}).map(([name, field]) => [
    `\`${name}\``,
    typeOf(field),
    required.has(name) ? "required" : defaultOf(field.description),
    (field.description ?? "").replaceAll("|", "\\|"),
    exampleOf((example as Record<string, unknown> | undefined)?.[name]),
  ]);
  return markdownTable([["field", "type", "default", "what it is for", "example"], ...rows]);
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.type === "array") return `list of ${plain(schema.items)}`;
  const { additionalProperties: values } = schema;
  if (schema.type === "object" && typeof values === "object") {
    return Object.keys(values).length === 0 ? "object" : `object of ${plain(values)}`;
  }
  return schema.type ?? "anything";
}

function plain(schema: JsonSchema | undefined): string {
  return schema?.enum ? typeOf(schema) : `${schema?.type ?? "anything"}s`;
}

/** "Default true." at the end of what is said of it. */
function defaultOf(description = ""): string {
  const said = /\bdefault:? ((?:`[^`]+`|[\w-]+))/i.exec(description)?.[1];
  return said ?? "none";
}

function exampleOf(value: unknown): string {
  if (value === undefined) return "";
  const isDeep =
    typeof value === "object" &&
    value !== null &&
    Object.values(value).some((each) => typeof each === "object" && each !== null);
  return isDeep ? "see below" : `\`${JSON.stringify(value)}\``;
}

function at<Node>(
  node: Node,
  path: readonly string[],
  step: (node: Node, name: string) => Node | undefined,
): Node | undefined {
  return path.reduce<Node | undefined>(
    (found, name) => (found === undefined ? undefined : step(found, name)),
    node,
  );
}

function stepSchema(schema: JsonSchema, name: string): JsonSchema | undefined {
  if (name === "0") return schema.items;
  if (name !== "*") return schema.properties?.[name];
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}

function stepExample(value: unknown, name: string): unknown {
  const fields = value as Record<string, unknown>;
  return name === "*" ? Object.values(fields)[0] : fields[name];
}

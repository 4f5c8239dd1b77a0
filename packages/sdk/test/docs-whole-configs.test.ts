// The whole configs of docs/config.md and of the written pages of providers: whoever takes one has models that can be
// asked, of providers that there are, and no warning.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isLocalHost } from "@mayros/core";
import JSON5 from "json5";
import { expect, it } from "vitest";
import { openMayros } from "./open-mayros.ts";

const root = join(import.meta.dirname, "../../..");
const read = (page: string): string => readFileSync(join(root, page), "utf8");

const [, whole = ""] = /## Whole configs\n([\s\S]*?)\n## /.exec(read("docs/config.md")) ?? [];
const pages = globSync("docs/providers/*.md", { cwd: root });
const texts: [string, string][] = [
  ["docs/config.md", whole],
  ...pages.toSorted().map((page): [string, string] => [page, read(page)]),
];
const examples = texts.flatMap(([page, text]) =>
  [...text.matchAll(/```json5\n([\s\S]*?)```/g)].map(
    ([, config = ""], index) => [`${page}, ${index + 1}`, config] as const,
  ),
);

interface Shown {
  readonly agents?: {
    readonly defaults?: {
      readonly model?: { readonly primary?: string; readonly fallbacks?: readonly string[] };
      readonly imageModel?: { readonly primary?: string };
    };
  };
  readonly models?: {
    readonly aliases?: Readonly<Record<string, string | { model: string }>>;
    readonly providers?: Readonly<Record<string, { models?: readonly { id: string }[] }>>;
  };
}

/** Every model that a config names, by ref or by alias. */
function namedModels(config: string): string[] {
  const { agents, models } = JSON5.parse<Shown>(config);
  const { model, imageModel } = agents?.defaults ?? {};
  const own = Object.entries(models?.providers ?? {}).flatMap(([id, provider]) =>
    (provider.models ?? []).map((each) => `${id}/${each.id}`),
  );
  return [
    ...[model?.primary ?? [], model?.fallbacks ?? [], imageModel?.primary ?? []].flat(),
    ...Object.keys(models?.aliases ?? {}),
    ...own,
  ];
}

it("are found", () => expect(examples.length).toBeGreaterThan(14));

it.each(examples)("%s", async (_name, config) => {
  const variables = [...config.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => [name, "key"]);
  const { mayros, warnings } = openMayros(config, Object.fromEntries(variables));
  const { valid } = await mayros.config.validate();
  expect(valid).toBe(true);
  for (const name of namedModels(config)) {
    const { known, baseUrl } = await mayros.models.resolve(name);
    // A server of one's own has the models that it has; a router takes suffixes.
    const isServed = isLocalHost(new URL(baseUrl ?? "").hostname) || /:[a-z]+$/.test(name);
    expect({ name, known: known || isServed }).toEqual({ name, known: true });
  }
  expect(warnings).toEqual([]);
});

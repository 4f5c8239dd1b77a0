// The template of a plugin that is data, made from one of our own: the same files with other names in them.
import { keyPrefixOf, type PluginManifest, type ProviderDeclaration } from "@mayros/core";
import type { PluginSources } from "./plugin-sources.ts";
import { replaceExactly, requireKeys } from "./replace-exactly.ts";
import type { TemplateFiles } from "./template.ts";

export function dataTemplate(sources: PluginSources): TemplateFiles {
  return {
    ...commonFiles(sources),
    "mayros.plugin.json": manifestText(sources),
    "package.json": packageText(sources),
    "README.md": readmeText(sources),
    "test/plugin.test.mjs": testText,
  };
}

/** Of both kinds. */
export function commonFiles(sources: PluginSources): TemplateFiles {
  return {
    LICENSE: replaceExactly("LICENSE", sources.read("LICENSE"), [
      [/Copyright \(c\) .*/, "Copyright (c) {{year}} the authors of {{package}}"],
    ]),
    "models.json": modelsText(sources),
    // npm leaves out a file called .gitignore, so the name is made when the template is filled in.
    gitignore: "node_modules\ndist\n*.tgz\n",
    ".github/workflows/publish.yml": workflowText,
  };
}

export const toJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Where editors find what a manifest may say. */
export const SCHEMA = "./node_modules/@mayros/core/schema/plugin-manifest.json";

/** The one provider of a plugin. */
function onlyProvider(manifest: PluginManifest): [id: string, provider: ProviderDeclaration] {
  const [first, second] = Object.entries(manifest.providers ?? {});
  if (first === undefined || second !== undefined) fail("one provider");
  return first;
}

function manifestText({ read, data: source }: PluginSources): string {
  const manifest = JSON.parse(read(`${source}/mayros.plugin.json`)) as PluginManifest;
  const plugin = ["id", "apiVersion", "name", "description", "providers", "hosts", "sources"];
  requireKeys(`${source}/mayros.plugin.json`, manifest, plugin);
  // Whether the vendor lists its models is for whoever knows it, too.
  const [, { discover: _list, ...provider }] = onlyProvider(manifest);
  requireKeys("its provider", provider, ["name", "api", "baseUrl", "modelsFile", "authMethods"]);
  const method = provider.authMethods[0] ?? fail("auth method");
  const field = method.fields?.[0] ?? fail("field");
  // How the vendor's keys begin is for whoever knows it.
  const { prefixes: _ofTheVendor, ...ofField } = field;
  const authMethod = {
    ...method,
    choice: "{{provider}}-api-key",
    group: "{{name}}",
    label: "{{name}} API key",
    fields: [
      {
        ...ofField,
        flag: "--{{provider}}-api-key",
        env: ["{{keyPrefix}}_API_KEY"],
        prompt: "{{name}} API key",
      },
    ],
    defaultModel: "{{provider}}/{{provider}}-1",
  };
  return toJson({
    $schema: SCHEMA,
    ...manifest,
    id: "{{id}}",
    name: "{{name}}",
    description: "Models of {{name}}, with an API key",
    providers: {
      "{{provider}}": {
        ...provider,
        name: "{{name}}",
        api: "{{api}}",
        baseUrl: "{{baseUrl}}",
        authMethods: [authMethod],
      },
    },
    hosts: ["{{host}}"],
    sources: [{ url: "https://{{host}}/", accessed: "{{today}}" }],
  });
}

function fail(what: string): never {
  throw new Error(`the plugin has no ${what}: the template no longer fits`);
}

/** One model in the shape of ours, without the numbers of somebody else's. */
function modelsText({ read, data: source }: PluginSources): string {
  const { models } = JSON.parse(read(`${source}/models.json`)) as { models: object[] };
  const [first] = models;
  if (first === undefined) fail("model");
  const keys = ["id", "name", "reasoning", "input", "cost", "contextWindow", "maxTokens"];
  requireKeys(`the first model of ${source}`, first, keys);
  const model = {
    ...{ id: "{{provider}}-1", name: "{{name}} 1", reasoning: false, input: ["text"] },
    ...{ cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 } },
    ...{ contextWindow: 128_000, maxTokens: 8192 },
  };
  return toJson({ models: [model] });
}

function packageText({ read, version, data: source }: PluginSources): string {
  const { repository: _ours, ...found } = JSON.parse(read(`${source}/package.json`)) as Record<
    string,
    unknown
  >;
  const keys = ["name", "version", "description", "license", "keywords", "files", "exports"];
  requireKeys(`${source}/package.json`, found, [...keys, "peerDependencies", "publishConfig"]);
  return toJson({
    ...found,
    name: "{{package}}",
    version: "0.1.0",
    description: "{{name}} for Mayros: provider data, no code",
    scripts: { test: "node --test" },
    peerDependencies: { "@mayros/core": `^${version}` },
    devDependencies: ourPackages(version),
    publishConfig: { access: "public", provenance: true },
  });
}

export const ourPackages = (version: string): Record<string, string> => ({
  "@mayros/core": version,
  "@mayros/plugin-testkit": version,
});

function readmeText({ read, data: source }: PluginSources): string {
  const manifest = JSON.parse(read(`${source}/mayros.plugin.json`)) as PluginManifest;
  const [id, { baseUrl = "", api, authMethods }] = onlyProvider(manifest);
  const { defaultModel = "", choice = "" } = authMethods[0] ?? {};
  const [text = ""] = read(`${source}/README.md`).split(/^Numbers come from/m, 1);
  const mayros = "[Mayros](https://www.npmjs.com/package/mayros)";
  const readme = replaceExactly(`${source}/README.md`, text, [
    [`@mayros/${manifest.id}`, "{{package}}"],
    [`${manifest.description}, for Mayros.`, `Models of {{name}}, for ${mayros}.`],
    ["```sh\n", "```sh\nmayros plugins install {{package}}\nmayros plugins enable {{id}}\n"],
    [defaultModel, "{{provider}}/{{provider}}-1"],
    [choice, "{{provider}}-api-key"],
    [keyPrefixOf(id), "{{keyPrefix}}"],
    [`\`${id}\``, "`{{provider}}`"],
    [baseUrl, "{{baseUrl}}"],
    [api, "{{api}}"],
    // The table was as wide as ours.
    [/ {2,}\|/, " |"],
    [/-{4,}/, "---"],
  ]);
  if (new RegExp(id, "i").test(readme)) fail("README that its template knows all of");
  return `${readme.trimEnd()}\n`;
}

const testText = `// The rules of every plugin, and a request on this machine: node --test
import { join } from "node:path";
import { describePlugin } from "@mayros/plugin-testkit/node-test";

describePlugin(join(import.meta.dirname, ".."), { packageName: "{{package}}" });
`;

/** Publishing from here lets npm say which commit a version is made from. */
const workflowText = `name: publish
on:
  release:
    types: [published]
permissions:
  contents: read
  id-token: write
jobs:
  publish:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
          registry-url: https://registry.npmjs.org
      - run: npm install
      - run: npm test
      - run: npm publish
        env:
          NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
`;

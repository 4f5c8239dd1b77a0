// The pages of providers: each provider has one, what people wrote on it stays, and what no plugin stands behind goes.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../list-sources.ts";
import { pluginPage } from "./plugin-page.ts";
import { providerPages } from "./provider-pages.ts";
import { readPlugins } from "./read-plugin.ts";

const plugins = readPlugins(root);
const zai = plugins.find(({ manifest }) => manifest.id === "zai");

it("makes a page for every provider, and one table of all", () => {
  const pages = providerPages(root);
  const text = (file: string) => pages.find((page) => page.file === file)?.after ?? "";
  const table = text("docs/providers/README.md");
  for (const { id } of plugins.flatMap(({ providers }) => providers)) {
    const [, page] = new RegExp(`\\[\`${id}\`\\]\\(([a-z-]+\\.md)\\)`).exec(table) ?? [];
    expect(text(`docs/providers/${page}`)).toContain(`: \`${id}\`\n`);
  }
});

it("keeps what people wrote between the markers, and nothing else", () => {
  if (!zai) throw new Error("there is no zai");
  const fresh = pluginPage(zai, "");
  const written = fresh
    .replace("<!-- end: written -->", "By hand.\n\n## Mine\n<!-- end: written -->")
    .replace("## Ways in", "## Lost");
  const again = pluginPage(zai, written);
  expect(again).toContain("<!-- written -->\n\nBy hand.\n\n## Mine\n\n<!-- end: written -->\n");
  expect(again).not.toContain("Lost");
  expect(pluginPage(zai, again)).toBe(again);
});

it("says what a manifest says: choices, keys in their order, prices, what a long list leaves out", () => {
  if (!zai) throw new Error("there is no zai");
  const page = pluginPage(zai, "");
  expect(page).toContain(
    "| `MAYROS_LIVE_ZAI_KEY`, `ZAI_API_KEYS`, `ZAI_API_KEY`, `ZAI_API_KEY_1`, `Z_AI_API_KEY` |",
  );
  expect(page).toMatch(
    /\| `zai-coding-cn` .*https:\/\/open\.bigmodel\.cn\/api\/coding\/paas\/v4 \|/,
  );
  expect(page).toMatch(/\| `zai\/glm-4\.7` +\| 204,800 +\| 131,072 +\| text +\| yes +\| 0\.6 /);
  const long = plugins.find(({ manifest }) => manifest.id === "openrouter");
  if (!long) throw new Error("there is no openrouter");
  expect(pluginPage(long, "")).toContain(
    "`mayros models list --all --provider openrouter` shows all",
  );
});

it("takes the notes of the README over, until its first heading, with its links", () => {
  if (!zai) throw new Error("there is no zai");
  const readme =
    "# Z\n\n| a |\n| - |\n\nSee [it](../groq) and [that](https://z.ai).\n\n## Login\n\nLong.\n";
  const page = pluginPage({ ...zai, readme }, "");
  expect(page).toContain(
    "## Notes\n\nSee [it](../../plugins/groq) and [that](https://z.ai).\n\nIn [its",
  );
  expect(page).toContain("[its README](../../plugins/zai/README.md): Login.");
  expect(page).not.toContain("Long.");
});

it("finds a new plugin by itself, and takes away the page of one that is gone", () => {
  const folder = mkdtempSync(join(tmpdir(), "provider-pages-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const plugin = join(folder, "plugins/acme");
  mkdirSync(plugin, { recursive: true });
  mkdirSync(join(folder, "plugins/not-yet"));
  mkdirSync(join(folder, "docs/providers"), { recursive: true });
  writeFileSync(join(folder, "docs/providers/gone.md"), "old");
  const acme = {
    name: "Acme",
    api: "openai-completions",
    baseUrl: "https://a.example",
    authMethods: [],
  };
  const manifest = { id: "acme", name: "Acme", description: "Models of Acme", providers: { acme } };
  writeFileSync(join(plugin, "mayros.plugin.json"), JSON.stringify(manifest));
  expect(providerPages(folder).map(({ file, after }) => [file, after === undefined])).toEqual([
    ["docs/providers/acme.md", false],
    ["docs/providers/README.md", false],
    ["docs/providers/gone.md", true],
  ]);
});

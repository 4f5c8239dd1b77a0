// A plugin's folder in, its files out; and the committed files hold what their sources list, which can
// be said without the packages.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ModelDeclaration, PluginManifest } from "@mayros/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { root } from "../list-sources.ts";
import { catalogOf } from "./catalog.ts";
import { formatJson } from "./format-json.ts";
import { generatePlugin } from "./generate-plugin.ts";
import { parseModelsSources } from "./models-sources.ts";

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

function plugin(sources: unknown, modelsFile = "models.json"): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-plugin-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const block = { api: "openai-completions", baseUrl: "https://acme.example", modelsFile };
  const manifest = { providers: { acme: block, "acme-cn": block } };
  writeFileSync(join(folder, "mayros.plugin.json"), JSON.stringify(manifest));
  if (sources) writeFileSync(join(folder, "models.sources.json"), JSON.stringify(sources));
  return folder;
}

const catalogs = [
  catalogOf([
    { id: "a", provider: "acme", api: "openai-completions", baseUrl: "", contextWindow: 1 },
    { id: "b", provider: "acme", api: "openai-completions", baseUrl: "", contextWindow: -1 },
  ]),
];

describe("generatePlugin", () => {
  it("makes a file that formatting again does not change", () => {
    const sources = { providers: { acme: { from: ["acme"] } } };
    const [file] = generatePlugin(plugin(sources), catalogs);
    expect(file?.text).toContain('{ "id": "a", "contextWindow": 1 }');
    expect(formatJson(JSON.parse(file?.text ?? ""))).toBe(file?.text);
  });

  it("leaves a plugin without sources alone", () => {
    expect(generatePlugin(plugin(undefined), catalogs)).toEqual([]);
  });

  it.each([
    [{ providers: { acme: { form: ["acme"] } } }, 'acme has an unknown key "form"'],
    [{ providers: { acme: { models: [{ id: "x", contextwindow: 1 }] } } }, "contextwindow"],
    [{ providers: { other: {} } }, 'no provider "other"'],
    [{ providers: { acme: { file: "else.json" } } }, "modelsFile is models.json"],
    [{ providers: { acme: { from: ["acme"] }, "acme-cn": {} } }, "share models.json and differ"],
  ])("refuses %j", (sources, message) => {
    expect(() => generatePlugin(plugin(sources), catalogs)).toThrow(message);
  });
});

const committed = globSync("plugins/*/models.sources.json", { cwd: root }).map((path) => {
  const folder = join(root, dirname(path));
  const manifest = readJson(join(folder, "mayros.plugin.json")) as PluginManifest;
  return [dirname(path), folder, manifest] as const;
});

it.each(committed)("%s has every model that its sources list", (_name, folder, manifest) => {
  const sources = parseModelsSources(readJson(join(folder, "models.sources.json")));
  for (const [id, { models, leaveOut }] of sources) {
    const file = manifest.providers?.[id]?.modelsFile ?? "";
    const found = (readJson(join(folder, file)) as { models: ModelDeclaration[] }).models;
    expect(found).toEqual(
      expect.arrayContaining(models.map(({ own }) => expect.objectContaining(own))),
    );
    expect(found.filter((model) => leaveOut.has(model.id))).toEqual([]);
  }
});

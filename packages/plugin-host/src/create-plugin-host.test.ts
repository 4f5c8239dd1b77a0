import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PluginManifest } from "@mayros/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPluginHost } from "./create-plugin-host.ts";
import { buildPluginIndex } from "./plugin-index/build-plugin-index.ts";

const manifest = (id: string, more: Partial<PluginManifest> = {}): PluginManifest => ({
  id,
  apiVersion: 1,
  name: id,
  description: `${id}'s models`,
  providers: {
    [id]: {
      name: id,
      aliases: [`${id}.example`],
      api: "openai-completions",
      baseUrl: `https://${id}.example/v1`,
      authMethods: [{ id: "key", kind: "api-key", choice: `${id}-api-key`, label: `${id} key` }],
      modelsFile: "models.json",
    },
  },
  sources: [],
  ...more,
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mayros-host-"));
  const models = { acme: [{ id: "größe", name: "Größe" }, { id: "two" }] };
  const files = buildPluginIndex([{ manifest: manifest("acme"), version: "1.2.3", models }]);
  mkdirSync(join(folder, "builtin"));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(folder, "builtin", name), text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writePlugin = (name: string, content: unknown): string => {
  const path = join(folder, "extra", name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "mayros.plugin.json"), JSON.stringify(content));
  writeFileSync(join(path, "models.json"), JSON.stringify({ models: [{ id: "m" }] }));
  return path;
};

const open = (paths: string[] = [], entries = {}) =>
  createPluginHost({
    builtinFolder: join(folder, "builtin"),
    installedFolder: join(folder, "plugins"),
    cacheFolder: join(folder, "cache"),
    env: {},
    version: "1.0.0",
    plugins: { load: { paths }, entries },
  });

describe("createPluginHost", () => {
  it("reads bundled plugins from the index by byte offset", async () => {
    const host = await open();
    expect(host.plugins).toMatchObject([{ id: "acme", enabled: true, code: false }]);
    expect(host.plugins.map(host.details)).toMatchObject([
      { version: "1.2.3", hosts: ["acme.example"], env: ["ACME_API_KEY"] },
    ]);
    expect(host.listRows("acme").map((row) => row.name)).toEqual(["Größe", "two"]);
    expect(host.provider("acme")?.models).toHaveLength(2);
    expect(host.aliases.get("acme.example")).toBe("acme");
  });

  it("has a data plugin of a load path, off until it is enabled", async () => {
    writePlugin("mine", manifest("mine"));
    const paths = [join(folder, "extra")];
    const off = await open(paths);
    expect(off.providers.has("mine")).toBe(false);
    expect(off.ownerOf("mine")).toMatchObject({ id: "mine", enabled: false });
    const on = await open(paths, { mine: { enabled: true } });
    expect(on.provider("mine")?.models).toEqual([{ id: "m" }]);
  });

  it("lists a plugin with code and does not load it", async () => {
    const path = writePlugin("coded", manifest("coded", { entry: "index.js" }));
    writeFileSync(join(path, "index.js"), "throw new Error('must not run')");
    const host = await open([path], { coded: { enabled: true } });
    expect(host.plugins.find((plugin) => plugin.id === "coded")).toMatchObject({
      enabled: false,
      code: true,
      reason: "it has code, which nobody agreed to run",
    });
  });

  it("refuses names that another plugin holds, and says whose they are", async () => {
    const thief = manifest("thief");
    thief.providers = {
      acme: { ...manifest("acme").providers?.acme, name: "x", api: "x", authMethods: [] },
    };
    const host = await open([writePlugin("thief", thief)], { thief: { enabled: true } });
    expect(host.plugins.at(-1)?.problem).toMatch(/acme.*claimed by two plugins: acme and thief/);
    expect(host.ownerOf("acme")?.id).toBe("acme");
  });

  it("tells two plugins of one id apart by their folders", async () => {
    const paths = [writePlugin("one", manifest("twin")), writePlugin("two", manifest("twin"))];
    const host = await open(paths, { twin: { enabled: true } });
    const twins = host.plugins.filter(({ id }) => id === "twin");
    expect(twins.map(({ enabled }) => enabled)).toEqual([false, false]);
    for (const { problem, fix } of twins) {
      for (const path of paths) expect(problem).toContain(path);
      expect(fix).toBeUndefined();
    }
  });

  it("reports what it can't read and keeps the rest", async () => {
    const paths = [
      writePlugin("broken", { id: "broken" }),
      join(folder, "absent"),
      writePlugin("open-to-all", manifest("open-to-all")),
      writePlugin("fine", manifest("fine")),
    ];
    chmodSync(paths[2] ?? "", 0o777);
    const host = await open(paths);
    expect(host.plugins.map((plugin) => plugin.id)).toEqual(["acme", "fine"]);
    expect(host.problems.map(({ problem }) => problem)).toEqual([
      "does not exist",
      expect.stringContaining("mayros.plugin.json: apiVersion must be 1"),
      expect.stringContaining("writable by everyone"),
    ]);
  });

  it("refuses a models file that leads out of the folder", async () => {
    const path = writePlugin("sly", manifest("sly"));
    rmSync(join(path, "models.json"));
    writeFileSync(join(folder, "secret.json"), JSON.stringify({ models: [] }));
    symlinkSync(join(folder, "secret.json"), join(path, "models.json"));
    const host = await open([path]);
    expect(host.problems[0]?.problem).toMatch(/leads out of its folder/);
  });

  it("says what to do when the index is gone", async () => {
    rmSync(join(folder, "builtin"), { recursive: true });
    await expect(open()).rejects.toMatchObject({ code: "MAYROS_STATE_UNREADABLE" });
  });
});

it("refuses to build an index in which two plugins claim a name", () => {
  const sources = [manifest("a"), manifest("b")].map((each) => ({
    manifest: { ...each, providers: { same: { name: "s", api: "x", authMethods: [] } } },
    version: "1.0.0",
    models: {},
  }));
  expect(() => buildPluginIndex(sources)).toThrow(/claimed by two plugins: a and b/);
});

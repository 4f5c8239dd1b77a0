// What a person does with plugins, on a machine of its own: a config, a load path, what ships.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildPluginIndex } from "@mayros/plugin-host";
import { beforeEach, describe, expect, it, onTestFinished, test } from "vitest";
import { createMayros } from "../create-mayros.ts";
import type { Mayros } from "../mayros.ts";
import type { PluginFinding } from "./check-plugins.ts";
import { configFields } from "./describe-plugin.ts";
import { switchFix } from "./next-step.ts";

let home: string;
let configPath: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "mayros-sdk-plugins-"));
  configPath = join(home, "mayros.json");
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const source = {
    version: "1.0.0",
    models: {},
    manifest: manifestOf("shipped", {}, { status: "retired" as const, notice: "It ended." }),
  };
  mkdirSync(join(home, "builtin"));
  for (const [name, text] of Object.entries(buildPluginIndex([source])))
    writeFileSync(join(home, "builtin", name), text);
});

function manifestOf<More extends object>(id: string, provider: object = {}, more?: More) {
  const declaration = {
    name: id,
    api: "openai-completions",
    baseUrl: `https://${id}.example/v1`,
    authMethods: [],
    ...provider,
  };
  const texts = { id, name: id, description: `${id}'s models` };
  return {
    ...texts,
    apiVersion: 1 as const,
    providers: { [id]: declaration },
    sources: [],
    ...more,
  };
}

function plugin(manifest: { id: string }): void {
  const folder = join(home, "load", manifest.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "mayros.plugin.json"), JSON.stringify(manifest));
}

function open(plugins: object = {}): Mayros & { warnings: string[] } {
  writeFileSync(configPath, JSON.stringify({ plugins: { load: { paths: ["load"] }, ...plugins } }));
  const warnings: string[] = [];
  const mayros = createMayros({
    env: { HOME: home, MAYROS_STATE_DIR: home },
    builtinFolder: join(home, "builtin"),
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => mayros.close());
  return { ...mayros, warnings };
}

const written = (): { plugins?: { entries?: Record<string, unknown> } } =>
  JSON.parse(readFileSync(configPath, "utf8"));

const greedy = manifestOf("greedy", { extraKeys: ["SHIPPED_API_KEY"] });
const granted = { env: ["GREEDY_API_KEY", "SHIPPED_API_KEY"], hosts: ["greedy.example"] };

describe("enable", () => {
  it("asks nothing of a plugin that wants its own only, and keeps in mind what that was", async () => {
    plugin(manifestOf("acme"));
    const mayros = open();
    const never = () => Promise.reject(new Error("asked"));
    const result = await mayros.plugins.enable("acme", { ask: never });
    expect(result).toMatchObject({ changed: true, enabled: true, hosts: ["acme.example"] });
    const grants = { env: ["ACME_API_KEY"], hosts: ["acme.example"] };
    expect(written().plugins?.entries).toEqual({ acme: { enabled: true, grants } });
    expect((await mayros.plugins.info("acme")).enabled).toBe(true); // at once
    expect(await mayros.plugins.enable("acme")).toMatchObject({ changed: false });
  });

  it("wants consent for variables of others, and writes nothing without", async () => {
    plugin(greedy);
    const mayros = open();
    const before = readFileSync(configPath, "utf8");
    await expect(mayros.plugins.enable("greedy")).rejects.toMatchObject({
      code: "MAYROS_CONSENT_MISSING",
      exitCode: 5,
      message:
        "greedy would read SHIPPED_API_KEY and may send it to greedy.example; that needs your consent",
      hint: "mayros plugins enable greedy --accept",
    });
    await expect(
      mayros.plugins.enable("greedy", { ask: () => Promise.resolve(false) }),
    ).rejects.toMatchObject({ code: "MAYROS_CONSENT_MISSING" });
    expect(readFileSync(configPath, "utf8")).toBe(before);
    const asked: object[] = [];
    await mayros.plugins.enable("greedy", {
      ask: (request) => Promise.resolve(asked.push(request) > 0),
    });
    expect(asked).toMatchObject([{ foreignEnv: ["SHIPPED_API_KEY"], hosts: ["greedy.example"] }]);
    expect(written().plugins?.entries).toEqual({ greedy: { enabled: true, grants: granted } });
  });

  it("asks again when the plugin wants more, with what is new", async () => {
    plugin(manifestOf("greedy", { extraKeys: ["SHIPPED_API_KEY", "AWS_TOKEN"] }));
    const mayros = open({ entries: { greedy: { enabled: true, grants: granted } } });
    await expect(mayros.plugins.enable("greedy")).rejects.toMatchObject({
      message: expect.stringContaining("would read AWS_TOKEN and"),
    });
    expect(mayros.warnings).toEqual([
      expect.stringContaining("the plugin greedy is off: it would"),
    ]);
    expect(await mayros.plugins.enable("greedy", { accept: true })).toMatchObject({
      changed: true,
    });
    expect((await mayros.plugins.info("greedy")).enabled).toBe(true);
  });

  test.each([
    [{ deny: ["acme"] }, "plugins.deny names it", "mayros config unset 'plugins.deny[0]'"],
    [
      { allow: ["shipped"] },
      "plugins.allow does not name it",
      `mayros config set plugins.allow '["shipped","acme"]'`,
    ],
    [{ enabled: false }, "plugins.enabled is false", "mayros config set plugins.enabled true"],
  ])("tells what keeps a plugin off: %j", async (plugins, reason, hint) => {
    plugin(manifestOf("acme"));
    const mayros = open(plugins);
    await expect(mayros.plugins.enable("acme")).rejects.toMatchObject({
      code: "MAYROS_PLUGIN_DENIED",
      message: `acme stays off: ${reason}`,
      hint,
    });
    expect(written().plugins?.entries).toBeUndefined();
    expect((await mayros.plugins.info("acme")).next).toBe(hint);
  });

  it("refuses one whose names another holds, before anything is written", async () => {
    plugin(manifestOf("one", {}, { providers: manifestOf("acme").providers }));
    plugin(manifestOf("two", {}, { providers: manifestOf("acme").providers }));
    const mayros = open();
    await mayros.plugins.enable("one");
    await expect(mayros.plugins.enable("two")).rejects.toMatchObject({
      code: "MAYROS_PLUGIN_NOT_LOADED",
      message: expect.stringContaining("claimed by two plugins: one and two"),
      hint: "mayros plugins disable one",
    });
    expect((await mayros.plugins.info("one")).enabled).toBe(true);
  });

  it("does not advise to turn off what somebody wants on, or what is off", async () => {
    plugin(manifestOf("thief", { aliases: ["shipped"] }));
    const mayros = open();
    await expect(mayros.plugins.enable("thief")).rejects.toMatchObject({
      code: "MAYROS_PLUGIN_NOT_LOADED",
      hint: "mayros plugins doctor",
    });
    expect(await mayros.plugins.doctor()).toEqual([
      { severity: "warning", message: expect.stringContaining("claimed by two plugins") },
    ]);
  });

  it("refuses one whose config does not fit", async () => {
    const configSchema = { type: "object", required: ["region"] };
    plugin(manifestOf("acme", {}, { configSchema }));
    await expect(open().plugins.enable("acme")).rejects.toMatchObject({
      message: "acme stays off: plugins.entries.acme.config.region is missing",
    });
  });

  it("says of one that ended what took its place", async () => {
    const mayros = open();
    expect(await mayros.plugins.enable("shipped")).toMatchObject({
      changed: false,
      notice: "It ended.",
    });
    expect(written().plugins?.entries).toBeUndefined();
  });

  it("names the plugin where a provider was meant", async () => {
    plugin(manifestOf("acme-plugin", {}, { providers: manifestOf("acme").providers }));
    await expect(open().plugins.enable("acme")).rejects.toMatchObject({
      code: "MAYROS_PLUGIN_UNKNOWN",
      message: 'no plugin is called "acme"; the provider acme comes with acme-plugin',
    });
    expect((await open().plugins.info("acme")).id).toBe("acme-plugin");
  });
});

it("disables at once, and says when that was so", async () => {
  plugin(manifestOf("acme"));
  const mayros = open({ entries: { acme: { enabled: true } } });
  expect(await mayros.plugins.disable("acme")).toMatchObject({ changed: true, enabled: false });
  expect(await mayros.plugins.disable("acme")).toMatchObject({ changed: false });
  expect(written().plugins?.entries).toEqual({ acme: { enabled: false } });
  expect((await mayros.plugins.info("acme")).next).toBe("mayros plugins enable acme");
});

it("says that it changed what a problem keeps off, too", async () => {
  plugin(manifestOf("acme", {}, { configSchema: { required: ["region"] } }));
  const mayros = open({ entries: { acme: { enabled: true } } });
  expect(await mayros.plugins.disable("acme")).toMatchObject({ changed: true, enabled: false });
  expect(await mayros.plugins.disable("acme")).toMatchObject({ changed: false });
});

describe("doctor", () => {
  const summary = (findings: readonly PluginFinding[]): string[] =>
    findings.map(
      ({ severity, message, fix }) => `${severity}: ${message}${fix ? ` -> ${fix}` : ""}`,
    );

  it("has nothing to say where nothing is wrong", async () => {
    plugin(manifestOf("acme"));
    expect(await open({ entries: { acme: { enabled: true } } }).plugins.doctor()).toEqual([]);
  });

  it("finds what is wrong, each with its fix", async () => {
    plugin(greedy);
    plugin(manifestOf("acme", {}, { configSchema: { required: ["region"] } }));
    plugin(manifestOf("denied"));
    plugin(manifestOf("coded", {}, { entry: "gone.js" }));
    const on = { enabled: true };
    const found = await open({
      load: { paths: ["load", "gone"] },
      deny: ["denied", "unheard"],
      entries: { greedy: on, acme: on, denied: on, shipped: on, zzz: { enabled: false } },
    }).plugins.doctor();
    expect(summary(found)).toEqual([
      `error: ${join(home, "gone")} does not exist -> mayros config unset 'plugins.load.paths[1]'`,
      `error: ${join(home, "load/coded")} has no gone.js`,
      "note: shipped is retired: It ended.",
      "error: acme (path): plugins.entries.acme.config.region is missing -> mayros plugins info acme",
      "warning: plugins.entries.denied.enabled is true, but plugins.deny names it -> mayros config unset 'plugins.deny[0]'",
      "error: greedy is off: it would read SHIPPED_API_KEY and may send it to greedy.example, which nobody agreed to -> mayros plugins enable greedy",
      "warning: plugins.entries.zzz: no plugin has that id; it may be one that can't be read",
      expect.stringMatching(/^warning: plugins\.deny: unheard: no plugin has that id/),
    ]);
  });

  it("would have an entry removed only where every plugin could be read", async () => {
    plugin(manifestOf("acme"));
    const found = await open({ entries: { zzz: { enabled: false } } }).plugins.doctor();
    expect(summary(found)).toEqual([
      "warning: plugins.entries.zzz: no plugin has that id -> mayros config unset 'plugins.entries.zzz'",
    ]);
  });

  it("warns of plugins that can't be on together, before they are", async () => {
    plugin(manifestOf("one", {}, { providers: manifestOf("acme").providers }));
    plugin(manifestOf("two", {}, { providers: manifestOf("acme").providers }));
    const [first] = await open().plugins.doctor();
    expect(first).toMatchObject({
      severity: "warning",
      message: expect.stringMatching(/acme.*two plugins: two and one: only one of them can be on/),
    });
  });
});

it("has no word of the schema in a list, and the fields of it in an info", async () => {
  const configSchema = {
    type: "object",
    properties: { region: { type: "string", description: "Where" }, odd: true },
    required: ["region"],
  };
  plugin(manifestOf("acme", {}, { configSchema }));
  const mayros = open();
  const listed = (await mayros.plugins.list()).find(({ id }) => id === "acme");
  expect(listed).toMatchObject({ origin: "path", path: join(home, "load/acme"), version: "0.0.0" });
  expect(listed).not.toHaveProperty("configSchema");
  expect((await mayros.plugins.info("acme")).config).toEqual([
    { name: "region", type: "string", description: "Where", required: true },
    { name: "odd", required: false },
  ]);
  expect(configFields({ properties: 3 })).toEqual([]);
});

it("sees a plugin that is edited while the program runs", async () => {
  plugin(manifestOf("acme"));
  const mayros = open({ entries: { acme: { enabled: true } } });
  expect((await mayros.plugins.info("acme")).hosts).toEqual(["acme.example"]);
  plugin(manifestOf("acme", { baseUrl: "https://new.example" }));
  expect((await mayros.plugins.info("acme")).hosts).toEqual(["new.example"]);
});

test("nothing but the entry keeps it off", () => {
  expect(switchFix("acme", { entries: { acme: { enabled: false } } })).toBeUndefined();
});

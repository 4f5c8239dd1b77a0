// Reading from disk: what is missing, unreadable, invalid and remembered.
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { fingerprintFiles } from "./config-files.ts";
import { type Locations, locate } from "./locate.ts";
import { inspectConfig, readConfig } from "./read-config.ts";

const { loads } = vi.hoisted(() => ({ loads: { ofSchema: 0 } }));
vi.mock(import("./validate/validate-config.ts"), async (original) => {
  const actual = await original();
  return {
    validateConfig: (...parameters) => {
      loads.ofSchema += 1;
      return actual.validateConfig(...parameters);
    },
  };
});

let locations: Locations;

beforeEach(async () => {
  loads.ofSchema = 0;
  const home = await mkdtemp(join(tmpdir(), "mayros-read-"));
  locations = locate({ HOME: home }, home);
  await mkdir(locations.stateDir);
  onTestFinished(() => rm(home, { recursive: true }));
});

async function write(text: string | Uint8Array): Promise<void> {
  await writeFile(locations.configPath, text);
}

const lmStudio =
  '{ agents: { defaults: { model: { primary: "lmstudio/minimax-m2.1-gs32" }, models: { "lmstudio/minimax-m2.1-gs32": { alias: "Minimax" } }, }, }, models: { providers: { lmstudio: { baseUrl: "http://localhost:1234/v1", apiKey: "LMSTUDIO_KEY", api: "openai-completions", models: [ { id: "minimax-m2.1-gs32", name: "MiniMax M2.1", reasoning: false, input: ["text"], cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 }, contextWindow: 200000, maxTokens: 8192, }, ], }, }, }, }';
const moonshot = `{ agents: { defaults: { model: { primary: "moonshot/kimi-k2.5" } }, }, models: { mode: "merge", providers: { moonshot: { baseUrl: "https://api.moonshot.ai/v1", apiKey: "\${MOONSHOT_API_KEY}", api: "openai-completions", models: [{ id: "kimi-k2.5", name: "Kimi K2.5" }], }, }, }, }`;

describe("the specification's examples", () => {
  test("LM Studio", async () => {
    await write(lmStudio);
    const { config, warnings, notes } = await readConfig(locations, {});
    expect([...warnings, ...notes]).toEqual([]);
    expect(config.agents?.defaults?.model).toEqual({ primary: "lmstudio/minimax-m2.1-gs32" });
    expect(config.models?.providers?.lmstudio).toMatchObject({
      baseUrl: "http://localhost:1234/v1",
      apiKey: "LMSTUDIO_KEY",
      models: [{ id: "minimax-m2.1-gs32", contextWindow: 200000, maxTokens: 8192 }],
    });
  });

  test("Moonshot, with its key and without", async () => {
    await write(moonshot);
    const withKey = await readConfig(locations, { MOONSHOT_API_KEY: "sk-1" });
    expect(withKey.config.models?.providers?.moonshot?.apiKey).toBe("sk-1");
    const without = await readConfig(locations, {});
    expect(without.config.models?.providers?.moonshot).not.toHaveProperty("apiKey");
    expect(without.notes).toMatchObject([{ path: "models.providers.moonshot.apiKey" }]);
    expect(without.warnings).toEqual([]);
  });

  test("Kimi Coding: the env block is under the process environment", async () => {
    await write('{ env: { KIMI_API_KEY: "sk-..." }, }');
    expect((await readConfig(locations, {})).env).toEqual({ KIMI_API_KEY: "sk-..." });
    expect((await readConfig(locations, { KIMI_API_KEY: "mine" })).env).toEqual({
      KIMI_API_KEY: "mine",
    });
  });
});

test("a missing file is an empty config and needs no schema", async () => {
  expect(await readConfig(locations, { A: "a" })).toEqual({
    path: locations.configPath,
    exists: false,
    text: "",
    value: {},
    config: {},
    env: { A: "a" },
    warnings: [],
    notes: [],
    disabledProviders: {},
    files: ["mayros.json", "models.json", ".env"].map((name) => join(locations.stateDir, name)),
    fingerprint: "ENOENT\nENOENT\nENOENT",
  });
  expect(loads.ofSchema).toBe(0);
});

test("an invalid file is an error that names the first place and lists all", async () => {
  await write(`{\n  models: { mode: "x", provider: {} },\n  gateway: { a: "\${NO}" },\n}`);
  await expect(readConfig(locations, {})).rejects.toMatchObject({
    code: "MAYROS_CONFIG_INVALID",
    message: `${locations.configPath}:2:19: models.mode: expected "merge" or "replace", found a string (and 2 more)`,
    hint: "mayros config validate",
    details: { issues: [{ line: 2 }, { line: 2 }, { line: 3 }] },
  });
});

test.each(["", " \n", "// nothing yet\n"])("%j is an empty config", async (text) => {
  await write(text);
  expect(await readConfig(locations, {})).toMatchObject({ exists: true, config: {}, text });
  expect((await inspectConfig(locations, {})).issues).toEqual([]);
});

describe("unreadable", () => {
  test("a folder", async () => {
    await mkdir(locations.configPath);
    await expect(readConfig(locations, {})).rejects.toMatchObject({
      code: "MAYROS_STATE_UNREADABLE",
      message: `cannot read ${locations.configPath}: it is a folder`,
    });
  });

  test("a pipe, which nobody may ever write to", async () => {
    execFileSync("mkfifo", [locations.configPath]);
    await expect(readConfig(locations, {})).rejects.toThrow("it is no regular file");
  });

  test("an include of a device without an end", async () => {
    await write('{ $include: "/dev/zero" }');
    const { issues } = await inspectConfig(locations, {});
    expect(issues).toMatchObject([{ message: "cannot read /dev/zero: it is no regular file" }]);
  });

  test("but /dev/null is an empty file", async () => {
    const nothing = { ...locations, configPath: "/dev/null" };
    expect(await readConfig(nothing, {})).toMatchObject({ exists: true, text: "", config: {} });
  });

  test("UTF-16", async () => {
    await write(Buffer.from("\ufeff{}", "utf16le"));
    await expect(inspectConfig(locations, {})).rejects.toThrow("it is not UTF-8 text");
  });
});

describe("a valid config is remembered", () => {
  const cachePath = () => join(locations.stateDir, "cache", "config-check.json");

  test("until its text or a variable in it changes", async () => {
    await write(moonshot);
    const counts: number[] = [];
    for (const env of [{}, {}, { MOONSHOT_API_KEY: "a" }, { MOONSHOT_API_KEY: "a", B: "b" }, {}]) {
      await readConfig(locations, env);
      counts.push(loads.ofSchema);
    }
    await write(`${moonshot} `);
    await readConfig(locations, {});
    expect([...counts, loads.ofSchema]).toEqual([1, 1, 2, 2, 2, 3]);
    expect((await stat(cachePath())).mode & 0o777).toBe(0o600);
    expect(await readFile(cachePath(), "utf8")).not.toContain("MOONSHOT");
  });

  test("with the warnings still given", async () => {
    await write("{ channels: {} }");
    const first = await readConfig(locations, {});
    const second = await readConfig(locations, {});
    expect(first.warnings).toHaveLength(1);
    expect(second).toEqual(first);
  });

  test("an invalid one never is", async () => {
    await write("{ models: 1 }");
    for (let i = 0; i < 2; i++) await expect(readConfig(locations, {})).rejects.toThrow("models");
    await expect(stat(cachePath())).rejects.toThrow("ENOENT");
  });

  test.each(["", "null", '{"valid":3}', "[1]"])("a broken memory (%s) is none", async (broken) => {
    await write(lmStudio);
    await mkdir(join(locations.stateDir, "cache"));
    await writeFile(cachePath(), broken);
    await readConfig(locations, {});
    expect(loads.ofSchema).toBe(1);
  });

  test("where nothing can be written, reading still works", async () => {
    await write(lmStudio);
    await writeFile(join(locations.stateDir, "cache"), "not a folder");
    await readConfig(locations, {});
    await readConfig(locations, {});
    expect(loads.ofSchema).toBe(2);
  });
});

test("inspectConfig gives what can be had of an invalid config", async () => {
  await write(`{ models: { mode: "\${MODE}", x: 1 } }`);
  expect(await inspectConfig(locations, { MODE: "merge" })).toMatchObject({
    exists: true,
    tree: { type: "object" },
    value: { models: { mode: `\${MODE}`, x: 1 } },
    issues: [{ path: "models.x", severity: "error" }],
  });
  await write("{ models: ");
  const broken = await inspectConfig(locations, {});
  expect(broken).not.toHaveProperty("tree");
  expect(broken).toMatchObject({ value: undefined, issues: [{ line: 1, column: 11 }] });
  await rm(locations.configPath);
  expect(await inspectConfig(locations, {})).toMatchObject({
    exists: false,
    value: {},
    issues: [],
  });
});

describe("the files around it", () => {
  const inState = (name: string) => join(locations.stateDir, name);

  test("count, and are listed: also those that are not there", async () => {
    await write(`{ $include: "./a.json5", gateway: { b: "\${FROM_FILE}" } }`);
    await writeFile(inState("a.json5"), "{ gateway: { a: 1 } }");
    await writeFile(inState("models.json"), '{ providers: { acme: { baseUrl: "http://a" } } }');
    await writeFile(inState(".env"), "FROM_FILE=x\n", { mode: 0o600 });
    const loaded = await readConfig(locations, {});
    expect(loaded).toMatchObject({
      config: {
        gateway: { a: 1, b: "x" },
        models: { providers: { acme: { baseUrl: "http://a" } } },
      },
      value: { gateway: { a: 1 } },
      env: { FROM_FILE: "x" },
      warnings: [],
      files: ["mayros.json", "a.json5", "models.json", ".env"].map(inState),
    });
    expect(fingerprintFiles(loaded.files)).toBe(loaded.fingerprint);
  });

  test("are what a remembered check is about", async () => {
    await write('{ $include: "./a.json5" }');
    await writeFile(inState("a.json5"), "{ gateway: { a: 1 } }");
    await readConfig(locations, {});
    await readConfig(locations, {});
    expect(loads.ofSchema).toBe(1);
    await writeFile(inState("a.json5"), "{ models: { mode: 1 } }");
    await expect(readConfig(locations, {})).rejects.toThrow(
      `${inState("a.json5")}:1:19: models.mode`,
    );
  });

  test.each(["a.json5", "models.json", ".env"])("a change of %s is seen", async (name) => {
    await write('{ $include: "./a.json5" }');
    await writeFile(inState("a.json5"), "{}");
    const { files, fingerprint } = await readConfig(locations, {});
    await writeFile(inState(name), "{ }");
    expect(fingerprintFiles(files)).not.toBe(fingerprint);
  });

  test("one that others can read is warned about where it holds keys", async () => {
    await writeFile(inState(".env"), "A=1\n");
    await chmod(inState(".env"), 0o644);
    const { warnings, env } = await readConfig(locations, {});
    expect(warnings).toMatchObject([{ file: inState(".env"), severity: "warning" }]);
    expect(env).toEqual({ A: "1" });
  });

  test("a .env of the working folder is not read", async () => {
    await writeFile(inState(".env"), "A=1\n", { mode: 0o600 });
    const elsewhere = { ...locations, stateDir: join(locations.stateDir, "other") };
    const before = process.cwd();
    process.chdir(locations.stateDir);
    onTestFinished(() => process.chdir(before));
    expect((await readConfig(elsewhere, {})).env).toEqual({});
  });

  test("a folder in the place of one is told, not fatal for keys", async () => {
    await mkdir(inState(".env"));
    expect((await readConfig(locations, {})).warnings).toMatchObject([
      { message: `cannot read ${inState(".env")}: it is a folder` },
    ]);
    await mkdir(inState("models.json"));
    await expect(readConfig(locations, {})).rejects.toThrow("models.json: it is a folder");
  });
});

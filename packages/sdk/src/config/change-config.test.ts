// What `config set|unset` tells, and that a config somebody wrote by hand outlives any number of them.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createMayros } from "../create-mayros.ts";
import type { Mayros } from "../mayros.ts";

const byHand = readFileSync(join(import.meta.dirname, "fixtures/by-hand.json5"), "utf8");

let mayros: Mayros;
let home: string;
let told: string[];

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "mayros-change-")));
  told = [];
  mayros = createMayros({
    env: { HOME: home, MAYROS_STATE_DIR: home, SET_KEY: "x" },
    onWarning: (message) => told.push(message),
  });
  onTestFinished(() => {
    mayros.close();
    rmSync(home, { recursive: true });
  });
});

const path = (name = "mayros.json") => join(home, name);
const read = () => readFileSync(path(), "utf8");
const write = (text: string, name?: string) => writeFileSync(path(name), text, { mode: 0o600 });

describe("tells", () => {
  test("what changed", async () => {
    write("{ models: { mode: 'merge' } } // mine");
    expect(await mayros.config.set("models.mode", "replace")).toEqual({
      path: "models.mode",
      changed: true,
      file: path(),
      previous: "merge",
      value: "replace",
      warnings: [],
      literalSecret: false,
    });
    expect(await mayros.config.set("models.mode", "replace")).toMatchObject({ changed: false });
    expect(await mayros.config.unset("models.mode")).toEqual({
      path: "models.mode",
      changed: true,
      file: path(),
      previous: "replace",
      warnings: [],
    });
    expect(read()).toBe("{ models: {} } // mine");
    expect(await mayros.config.unset("models.mode")).toMatchObject({ changed: false });
  });

  test("what is odd about this value, and nothing of others", async () => {
    write("{ channels: {} }");
    const { warnings } = await mayros.config.set("modles.x", 1);
    expect(warnings).toMatchObject([{ path: "modles", suggestion: "models" }]);
  });

  test("what the plugin says of it, as the check of the whole config does", async () => {
    const key = "plugins.entries.openai-codex.config.tokenUrl";
    const { warnings, literalSecret, value } = await mayros.config.set(key, "http://a.example/t");
    expect(told).toEqual([]);
    const wrong = {
      path: key,
      message: "must be an https URL, or an http one to this machine",
      severity: "error",
    };
    expect(warnings).toMatchObject([wrong]);
    expect({ literalSecret, value }).toEqual({ literalSecret: false, value: "http://a.example/t" });
    const report = await mayros.config.validate();
    expect(report).toMatchObject({ valid: false, issues: [wrong] });
    expect(report.issues[0]?.line).toBeGreaterThan(1);
    expect((await mayros.config.set(key, "https://a.example/t")).warnings).toEqual([]);
    expect(await mayros.config.validate()).toMatchObject({ valid: true, issues: [] });
    const typo = await mayros.config.set(
      "plugins.entries.openai-codex.config.tokenurl",
      "https://x",
    );
    expect(typo.warnings[0]?.message).toContain("did you mean tokenUrl?");
  });

  test("what another file adds to an object", async () => {
    write('{ $include: "./a.json" }');
    write("{ gateway: { own: { a: 1,\n b: 2 } } }", "a.json");
    expect(await mayros.config.set("gateway.own", { a: 3 })).toMatchObject({
      value: { a: 3 },
      remains: { file: path("a.json"), line: 2, path: "gateway.own.b" },
    });
    expect(await mayros.config.set("gateway.own", { a: 3, b: 4 })).not.toHaveProperty("remains");
  });

  test("that another file sets it, too", async () => {
    write('{ $include: "./a.json", models: { mode: "merge" } }');
    write('{ models: { mode: "replace" } }', "a.json");
    expect(await mayros.config.unset("models.mode")).toMatchObject({
      changed: true,
      remains: { file: path("a.json"), line: 1, column: 19 },
    });
    await expect(mayros.config.unset("models.mode")).rejects.toThrow(path("a.json"));
    expect(await mayros.config.get("models.mode")).toBe("replace");
  });
});

describe("secrets", () => {
  const secret = "sk-0123456789abcdefghijklmnop";
  const reference = `\${ACME_KEY}`;

  test.each<[string, unknown, boolean]>([
    ["models.providers.acme.apiKey", secret, true],
    ["models.providers.acme", { baseUrl: "http://a", apiKey: secret }, true],
    ["models.providers.acme.headers.Cookie", secret, true],
    ["env.ACME_KEY", secret, true],
    ["models.providers.acme.apiKey", reference, false],
    ["models.providers.acme.apiKey", "SET_KEY", false],
    ["models.providers.acme.apiKey", "NOT_SET_YET", false],
    ["models.providers.acme.auth", "api-key", false],
    ["models.aliases.token", "acme/large", true],
    ["gateway.port", 1, false],
  ])("%s = %j: %s", async (where, value, isSecret) => {
    const result = await mayros.config.set(where, value);
    expect(result.literalSecret).toBe(isSecret);
    expect(JSON.stringify(result)).not.toContain(secret);
  });

  test("are named by their own place", async () => {
    const provider = { baseUrl: "https://a.example", models: [], apiKey: secret };
    expect(await mayros.config.set("models.providers.acme", provider)).toMatchObject({
      path: "models.providers.acme",
      secretPath: "models.providers.acme.apiKey",
    });
  });

  test("are not worth a warning for a server at home", async () => {
    write('{ models: { providers: { acme: { baseUrl: "http://localhost:1234/v1" } } } }');
    const result = await mayros.config.set("models.providers.acme.apiKey", "lm-studio");
    expect(result.literalSecret).toBe(false);
  });

  test("are text, whatever they look like", async () => {
    const parse = (where: string) => mayros.config.parseValue(where, "12345");
    expect(await parse("models.providers.acme.apiKey")).toBe("12345");
    expect(await parse("models.providers.acme.headers.x-id")).toBe("12345");
    expect(await parse("env.PORT")).toBe("12345");
    expect(await parse("env.vars.PORT")).toBe("12345");
    expect(await parse("env.shellEnv.timeoutMs")).toBe(12_345);
    expect(await parse("gateway.port")).toBe(12_345);
  });
});

test.each([
  ["models.__proto__.x", 1],
  ["constructor", 1],
  ["gateway['prototype']", 1],
  ["gateway.x", JSON.parse('{ "a": [{ "__proto__": { "polluted": 1 } }] }')],
])("%s is refused, and nothing is written", async (where, value) => {
  write("{ }");
  await expect(mayros.config.set(where, value)).rejects.toMatchObject({
    code: "MAYROS_CONFIG_PATH_INVALID",
  });
  await expect(mayros.config.unset("gateway.__proto__")).rejects.toThrow("not allowed");
  expect(read()).toBe("{ }");
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("a config written by hand outlives a hundred edits: every comment, every line that was not meant", async () => {
  write(byHand);
  for (let round = 0; round < 25; round++) {
    await mayros.config.set("agents.defaults.model.primary", `acme/model-${round}`);
    await mayros.config.set(`models.aliases.alias${round}`, `acme/model-${round}`);
    await mayros.config.set("models.providers.acme.models[0].contextWindow", 1000 + round);
    if (round % 2 === 1) await mayros.config.unset(`models.aliases.alias${round - 1}`);
    else await mayros.config.set(`plugins.entries.plugin-${round}.enabled`, round % 4 === 0);
  }
  const after = read().split("\n");
  let from = 0;
  for (const line of byHand.split("\n")) {
    if (/primary:|contextWindow/.test(line)) continue;
    const at = after.indexOf(line, from);
    expect(at, `the line ${line}`).toBeGreaterThanOrEqual(from);
    from = at + 1;
  }
  for (const comment of byHand.match(/\/\/.*|\/\*[\s\S]*?\*\//g) ?? []) {
    expect(read()).toContain(comment);
  }
  expect(after.length).toBe(byHand.split("\n").length + 13 + 13 * 3);
  expect(await mayros.config.get("models.aliases.alias24")).toBe("acme/model-24");
  expect(await mayros.config.validate()).toMatchObject({ valid: true });
});

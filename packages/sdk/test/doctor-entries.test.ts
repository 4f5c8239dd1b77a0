// What the doctor says of the names in a config: plugins, logins, models, keys. And what --fix removes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openProfileStore } from "@mayros/credentials";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMayros, type Finding, type Mayros } from "../src/index.ts";

interface Patient {
  readonly mayros: Mayros;
  readonly text: () => string;
}

function open(config: string, env: Record<string, string> = {}): Patient {
  const folder = mkdtempSync(join(tmpdir(), "mayros-doctor-"));
  const path = join(folder, "mayros.json");
  writeFileSync(path, config, { mode: 0o600 });
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: folder, HOME: folder, ...env } });
  onTestFinished(() => {
    mayros.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { mayros, text: () => readFileSync(path, "utf8") };
}

async function find({ mayros }: Patient, check: Finding["check"], fix = false): Promise<string[]> {
  const findings = await mayros.doctor({ fix });
  return findings
    .filter((finding) => finding.check === check)
    .map(({ severity, message, fixed }) => `${fixed ? "fixed" : severity} ${message}`);
}

describe("stale plugin ids", () => {
  const config = `{
  // mine
  plugins: {
    allow: ["gone-1", "groq", "gone-2"], // these
    deny: ["gone-3"],
    entries: {
      groq: { enabled: true },
      "gone-4": { enabled: true }, // old
      "gone-5": { config: { region: "eu" } },
    },
  },
}
`;

  it("are removed where nobody can miss them, comments kept", async () => {
    const patient = open(config);
    const before = await find(patient, "stale");
    expect(before).toEqual([
      "warning plugins.entries.gone-4: no plugin has that id",
      "note plugins.entries.gone-5: no plugin has that id",
      "warning plugins.allow: gone-2: no plugin has that id",
      "warning plugins.allow: gone-1: no plugin has that id",
      "note plugins.deny: gone-3: no plugin has that id",
    ]);
    expect(patient.text()).toBe(config);
    const fixed = await find(patient, "stale", true);
    expect(fixed.filter((line) => line.startsWith("fixed"))).toHaveLength(3);
    const text = patient.text();
    for (const gone of ["gone-1", "gone-2", "gone-4"]) expect(text).not.toContain(gone);
    for (const kept of ["// mine", "// these", '"groq"', "gone-3", "gone-5"]) {
      expect(text).toContain(kept);
    }
    expect((await find(patient, "stale")).filter((line) => line.startsWith("warning"))).toEqual([]);
  });

  it("stay in an allow list that would allow everything without them", async () => {
    const patient = open('{ plugins: { allow: ["gone"] } }');
    expect(await find(patient, "stale", true)).toEqual([
      "note plugins.allow: gone: no plugin has that id",
    ]);
    expect(patient.text()).toBe('{ plugins: { allow: ["gone"] } }');
  });

  it("stay while a folder of plugins can't be read: it may come back", async () => {
    const patient = open(
      '{ plugins: { load: { paths: ["/nowhere/at-all"] }, entries: { gone: { enabled: true } } } }',
    );
    expect(await find(patient, "stale", true)).toEqual([
      "warning plugins.entries.gone: no plugin has that id",
    ]);
    expect(patient.text()).toContain("gone");
  });
});

describe("stale logins", () => {
  it("go from an order that has others, and stay where nobody logged in", async () => {
    const patient = open(
      '{ auth: { order: { groq: ["groq:old", "groq:work", "groq:older"], zai: ["zai:default"] } } }',
    );
    await patient.mayros.auth.pasteApiKey({
      provider: "groq",
      key: "gsk_0123456789abcdefghijklmnop",
      profileId: "groq:work",
    });
    const fixed = await find(patient, "stale", true);
    expect(fixed.filter((line) => line.startsWith("fixed"))).toHaveLength(2);
    expect(patient.text()).toBe(
      '{ auth: { order: { groq: ["groq:work"], zai: ["zai:default"] } } }',
    );
  });
});

describe("models", () => {
  const model = (text: string): string => `{ agents: { defaults: ${text} } }`;

  it.each([
    ["{ model: 'nobody/x' }", "error the default model is nobody/x: no provider is called"],
    ["{ model: 'fast' }", 'error the default model is fast: "fast" is neither'],
    ["{ model: 'groq/x' }", "note the default model is groq/x, which is in no model list"],
    ["{ model: 'groq/x' }", "there is no credential of groq"],
    [
      "{ model: { primary: 'groq/x', fallbacks: ['nobody/y'] } }",
      "warning fallback 1 is nobody/y: no provider",
    ],
    [
      "{ model: 'groq/x', modelPolicy: { allow: ['zai/*'] } }",
      "note agents.defaults.modelPolicy.allow does not name the default model groq/x, which is always allowed",
    ],
    [
      "{ model: { primary: 'groq/x', fallbacks: ['zai/y'] }, modelPolicy: { allow: ['groq/*'] } }",
      "warning fallback 1 is zai/y, which agents.defaults.modelPolicy.allow does not allow",
    ],
  ])("%s", async (defaults, expected) => {
    const found = await find(open(model(defaults)), "models");
    expect(found.some((line) => line.includes(expected))).toBe(true);
  });

  it("names the command that lets a model through", async () => {
    const patient = open(
      "{ models: { aliases: { fast: 'groq/x' } }, agents: { defaults: { modelPolicy: { allow: ['zai/*'] } } } }",
    );
    const findings = await patient.mayros.doctor();
    expect(findings.map(({ fix }) => fix?.command)).toContain("mayros models allow add groq/x");
  });

  it("names the command that takes a model away which can't be asked", async () => {
    const patient = open(
      "{ models: { aliases: { fast: 'nobody/a', b: { model: 'ollama/m', fallbacks: ['nobody/z', 'ollama/n'] } } }, agents: { defaults: { model: { primary: 'nobody/b', fallbacks: ['nobody/c d'] }, imageModel: 'nobody/e', modelPolicy: { allow: ['nobody/*', 'ollama/*'] } } } }",
    );
    const serious = (await patient.mayros.doctor()).filter(({ severity }) => severity !== "note");
    const commands = serious.flatMap(({ fix }) => fix?.command ?? []);
    expect(commands).toEqual([
      "mayros models allow remove 'nobody/*'",
      "mayros models set <provider/model>",
      "mayros models fallbacks remove 'nobody/c d'",
      "mayros models set-image <provider/model>",
      "mayros models aliases remove fast",
      "mayros models aliases add b ollama/m --fallback ollama/n",
    ]);
  });

  it("names entries of the allowlist that are about nothing", async () => {
    const found = await find(open(model("{ modelPolicy: { allow: ['nobody/*'] } }")), "stale");
    expect(found).toEqual([
      expect.stringContaining('modelPolicy.allow: nobody/*: no provider is called "nobody"'),
    ]);
  });
});

describe("keys", () => {
  it("of plugins that are off, unused ones and shadowed ones are notes, without the keys", async () => {
    const env = {
      GROQ_API_KEY: "gsk_0123456789abcdefghijklmnop",
      MAYROS_LIVE_ZAI_KEY: "live-0123456789abcdefghijklmnop",
      ZAI_API_KEY: "zai-0123456789abcdefghijklmnop",
    };
    const patient = open("{ plugins: { deny: ['groq'] } }", env);
    const found = await find(patient, "keys");
    const commands = (await patient.mayros.doctor()).map(({ fix }) => fix?.command);
    expect(commands).toContain("mayros config unset 'plugins.deny[0]'");
    expect(found).toEqual([
      "note GROQ_API_KEY: the plugin groq, which could use that, is off",
      "note MAYROS_LIVE_ZAI_KEY goes before ZAI_API_KEY",
      "note no default, fallback or alias uses the keys of zai (MAYROS_LIVE_ZAI_KEY, ZAI_API_KEY)",
    ]);
  });
});

it("repairs the rest when one repair fails", async () => {
  // The stale name stands in an included file, which no command writes.
  const folder = mkdtempSync(join(tmpdir(), "mayros-doctor-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, "parts"), { mode: 0o700 });
  const included = "{ entries: { gone: { enabled: true } } }";
  writeFileSync(join(folder, "parts", "plugins.json"), included, { mode: 0o600 });
  const path = join(folder, "mayros.json");
  writeFileSync(path, '{ plugins: { $include: "./parts/plugins.json" } }', { mode: 0o644 });
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: folder } });
  onTestFinished(() => mayros.close());
  const findings = await mayros.doctor({ fix: true });
  const fixed = findings.filter((finding) => finding.fixed).map(({ check }) => check);
  expect(fixed).toContain("files");
  expect(
    findings.filter(({ check, severity }) => check === "stale" && severity === "warning"),
  ).toHaveLength(1);
  expect(readFileSync(join(folder, "parts", "plugins.json"), "utf8")).toBe(included);
});

describe("stored logins", () => {
  it("that ended, expire, or are of a provider that nobody brings are named with what helps", async () => {
    const day = 24 * 60 * 60 * 1000;
    const patient = open("{}");
    const { stateDir } = patient.mayros.locations;
    const store = openProfileStore({ stateDir, now: Date.now, warn: () => {} });
    const token = (expiresAt: number) => ({ type: "token" as const, token: "t", expiresAt });
    await store.save("anthropic:old", "anthropic", token(Date.now() - day));
    await store.save("anthropic:soon", "anthropic", token(Date.now() + day / 2));
    await store.save("groq:default", "groq", { type: "api-key", key: "k" });
    await store.save("gone:default", "gone", { type: "api-key", key: "k" });
    const oauth = { type: "oauth" as const, access: "a", refresh: "r" };
    await store.save("openai-codex:me", "openai-codex", oauth, "browser");
    const codex = await store.read("openai-codex:me");
    if (codex) await store.markDead(codex, "the server gives no more");
    store.close();
    const found = (await patient.mayros.doctor())
      .filter(({ check }) => check === "databases")
      .map(({ severity, message, fix }) => `${severity} ${message} > ${fix?.command ?? ""}`);
    expect(found.slice(1)).toEqual([
      expect.stringMatching(
        /^warning the login anthropic:old has expired > mayros models auth paste-token .*anthropic:old/,
      ),
      expect.stringMatching(/^note the login anthropic:soon ends on \d{4}-\d\d-\d\d > ./),
      "note the login gone:default is of no use: no plugin and no config brings gone > mayros models auth logout gone:default",
      expect.stringMatching(
        /^warning the login openai-codex:me needs to be done anew: the server gives no more > mayros models auth login --provider openai-codex --profile-id openai-codex:me/,
      ),
    ]);
  });
});

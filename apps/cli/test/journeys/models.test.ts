// Which models are used: status, default and image model, fallbacks, aliases and the allowlist through
// the real command.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const env = { ZAI_API_KEY: "zai-key-0123456789" };

/** Runs what must succeed; returns its output. */
async function did(home: MayrosHome, ...words: string[]): Promise<string> {
  const run = await home.run(["models", ...words], { env });
  expect(run, `${words.join(" ")}: ${run.stderr}`).toMatchObject({ code: 0 });
  return run.stdout;
}

/** No command of this version stores a token that expires. */
function storeAsToken(home: MayrosHome, expiresAt: number): void {
  const database = new DatabaseSync(join(home.folder, "auth.db"));
  database.prepare("UPDATE profiles SET type = 'token', expires_at = ?").run(expiresAt);
  database.close();
}

describe("models status", () => {
  const config = `{ agents: { defaults: { model: { primary: "glm", fallbacks: ["groq/x"] } } },
    models: { aliases: { glm: "z.ai/glm-4.7" } } }`;

  it("is what mayros models prints: settings, credentials by name, what is missing", async () => {
    const home = createHome();
    home.writeConfig(config);
    const short = await home.run(["models"], { env });
    const long = await home.run(["models", "status"], { env });
    expect(short).toEqual(long);
    expect(short.stdout).toContain("default    glm = zai/glm-4.7\n");
    expect(short.stdout).toContain("allowed    everything\n");
    expect(short.stdout).toMatch(/^zai +default, alias:glm +ZAI_API_KEY$/m);
    expect(short.stdout).toMatch(/^groq +fallback#1 +none$/m);
    expect(short.stderr).toBe(
      "warning: groq has no credential (fallback#1)\n  next: mayros models auth paste-api-key --provider groq\n",
    );
    expect(short.stdout).not.toContain(env.ZAI_API_KEY);
    expect(await did(home, "--plain")).toBe("zai/glm-4.7\n");
    const json = JSON.parse(await did(home, "status", "--json"));
    expect(json).toMatchObject({
      configPath: home.configPath,
      defaultModel: "glm",
      resolvedDefault: "zai/glm-4.7",
      fallbacks: ["groq/x"],
      imageModel: null,
      aliases: { glm: "z.ai/glm-4.7" },
      allowed: null,
      auth: { missingProvidersInUse: ["groq"] },
    });
  });

  it("checks: 0 ok, 1 missing or expired, 2 expiring, 78 for a config that is wrong", async () => {
    const home = createHome();
    const check = async (with_ = env): Promise<number | null> =>
      (await home.run(["models", "status", "--check"], { env: with_ })).code;
    home.writeConfig('{ agents: { defaults: { model: "zai/glm-4.7" } } }');
    expect(await check()).toBe(0);
    expect(await check({ ZAI_API_KEY: "" })).toBe(1);
    await did(home, "auth", "paste-api-key", "--provider", "zai", "--api-key", "env:ZAI_API_KEY");
    for (const [hours, code] of [
      [5, 2],
      [48, 0],
      [-1, 1],
    ] as const) {
      storeAsToken(home, Date.now() + hours * 3_600_000);
      expect(await check()).toBe(code);
    }
    home.writeConfig("{ models: { mdoe: 1 } }");
    const wrong = await home.run(["models", "status", "--check", "--json"]);
    expect(wrong.code).toBe(78);
    expect(JSON.parse(wrong.stdout).error.code).toBe("MAYROS_CONFIG_INVALID");
    expect((await home.run(["models"])).code).toBe(2);
  });
});

it("keeps a hand-written config through every command that edits the models", async () => {
  const home = createHome();
  home.writeConfig(`// my models
{
  agents: {
    defaults: {
      model: 'zai/glm-4.7', // the daily one
      /* nothing else */
    },
  },
  models: { mode: "merge" }, // and mine
}
`);
  expect(await did(home, "set", "zai/glm-4.6")).toBe("default model: zai/glm-4.6\n");
  await did(home, "fallbacks", "add", "groq/llama-3.3-70b-versatile");
  expect(await did(home, "fallbacks", "add", "groq/llama-3.3-70b-versatile")).toContain("already");
  await did(home, "set-image", "anthropic/claude-opus-4-6");
  await did(home, "image-fallbacks", "add", "openrouter/anthropic/claude-sonnet-4-5");
  await did(
    home,
    "aliases",
    "add",
    "fast",
    "zai/glm-4.7",
    "--fallback",
    "groq/a",
    "--fallback",
    "zai/b",
  );
  expect(await did(home, "aliases", "list", "--plain")).toBe("fast zai/glm-4.7\n");
  await did(home, "allow", "add", "zai/*");
  await did(home, "allow", "add", "anthropic/claude-opus-4-6");
  await did(home, "allow", "remove", "zai/*");
  expect(readFileSync(home.configPath, "utf8")).toBe(`// my models
{
  agents: {
    defaults: {
      model: {
        primary: 'zai/glm-4.6',
        fallbacks: ['groq/llama-3.3-70b-versatile'],
      }, // the daily one
      imageModel: {
        primary: 'anthropic/claude-opus-4-6',
        fallbacks: ['openrouter/anthropic/claude-sonnet-4-5'],
      },
      modelPolicy: {
        allow: ['anthropic/claude-opus-4-6'],
      },
      /* nothing else */
    },
  },
  models: { mode: "merge", aliases: { fast: { model: "zai/glm-4.7", fallbacks: ["groq/a", "zai/b"] } } }, // and mine
}
`);
  await did(home, "fallbacks", "clear");
  await did(home, "image-fallbacks", "remove", "openrouter/anthropic/claude-sonnet-4-5");
  await did(home, "aliases", "remove", "FAST");
  expect(JSON.parse(await did(home, "aliases", "list", "--json"))).toEqual({
    count: 0,
    aliases: [],
  });
});

describe("the allowlist", () => {
  it("is turned on by its own command only, and says what follows from it", async () => {
    const home = createHome();
    home.writeConfig('{ agents: { defaults: { models: { "zai/glm-4.7": { alias: "G" } } } } }');
    const refused = await home.run(["run", "-m", "groq/x", "hi"]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("next: mayros models allow add groq/x\n");
    const added = await home.run(["models", "allow", "add", "groq/*"]);
    expect(added.stderr).toContain("agents.defaults.models, the allowlist until now, went into");
    expect(await did(home, "allow", "list", "--plain")).toBe("zai/glm-4.7\ngroq/*\n");
    await did(home, "allow", "remove", "groq/*");
    const last = await home.run(["models", "allow", "remove", "G"]);
    expect(last.stderr).toContain("nothing but the default model is allowed now");
    expect(last.stderr).toContain("warning: zai/glm-4.7 is in use");
    const gone = await home.run(["models", "allow", "remove", "zai/glm-4.7"]);
    expect(gone).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("models list", () => {
  it("tags what the config uses, and prints one form at a time", async () => {
    const home = createHome();
    home.writeConfig(`{ agents: { defaults: {
      model: { primary: "zai/glm-4.7", fallbacks: ["groq/nothing"] }, imageModel: "zai/glm-4.7" } },
      models: { aliases: { fast: "zai/glm-4.7" },
        providers: { box: { baseUrl: "http://127.0.0.1:1/v1", models: [{ id: "m" }] } } } }`);
    const { models } = JSON.parse(await did(home, "list", "--json"));
    const tags = Object.fromEntries(
      models.map(({ key, tags: names }: { key: string; tags: string[] }) => [key, names.join(" ")]),
    );
    expect(tags).toMatchObject({
      "zai/glm-4.7": "default image alias:fast",
      "groq/nothing": "fallback#1 missing",
      "box/m": "configured",
      "zai/glm-4.6": "",
    });
    expect(await did(home, "list", "--local", "--plain")).toBe("box/m\n");
    const both = await home.run(["models", "list", "--json", "--plain"]);
    expect(both.code).toBe(2);
    expect(JSON.parse(both.stdout).error.message).toContain("--json and --plain");
  });

  it("is the config's models alone in replace mode, with what the plugin knows of them", async () => {
    const home = createHome();
    home.writeConfig(`{ models: { mode: "replace", providers: {
      zai: { models: [{ id: "glm-4.7" }, { id: "own" }] } } } }`);
    const { models } = JSON.parse(await did(home, "list", "--all", "--json"));
    expect(models).toMatchObject([
      { key: "zai/glm-4.7", available: true, reasoning: true },
      { key: "zai/own", available: true, contextWindow: 200_000 },
    ]);
    const run = await home.run(["run", "-m", "groq/x", "hi"]);
    expect(run.stderr).toContain('groq is not in models.providers, and models.mode is "replace"');
  });
});

it.each([
  [["models", "lst"], 'did you mean "mayros models list"?'],
  [["models", "fallbacks", "add"], "an argument is missing"],
  [["models", "fallbacks", "add", "gorq/x"], 'did you mean "groq"?'],
  [["models", "fallbacks", "remove", "groq/x"], "is not among the fallbacks"],
  [["models", "aliases", "add", "a/b", "zai/glm-4.7"], "has a slash"],
  [["models", "aliases", "remove", "x"], 'no alias is called "x"'],
  [["models", "allow", "remove", "zai/glm-4.7"], "there is no allowlist"],
  [["models", "status", "--plain"], "no default model is set"],
])("%j exits 2", async (words, message) => {
  const run = await createHome().run(words);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toContain(message);
  expect(run.stderr).toContain("  next: ");
});

it("warns of a model that no list has, and writes it all the same", async () => {
  const home = createHome();
  const run = await home.run(["models", "fallbacks", "add", "zai/glm-99"]);
  expect(run).toMatchObject({ code: 0 });
  expect(run.stderr).toContain("warning: zai/glm-99 is in no model list");
  expect(run.stderr).toContain("note: the default model is not set");
  expect(readFileSync(join(home.folder, "mayros.json"), "utf8")).toContain("zai/glm-99");
});

// Onboarding without a terminal: options, environment, what is stored already.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHome, type MayrosHome, type MayrosRun } from "../run-mayros.ts";
import { configWithPlugin, writePlugin } from "../write-plugin.ts";

const authMethod = { deprecatedChoices: ["acme-key"] };
const KEY = "acme-0123456789abcdef";
const env = { MY_KEY: KEY };

function homeWithAcme(): MayrosHome {
  const home = createHome();
  home.writeConfig(configWithPlugin(writePlugin(home.folder, { authMethod }), true));
  return home;
}

const stored = async (home: MayrosHome): Promise<string[]> => {
  const list = await home.run(["models", "auth", "list", "--json"]);
  return JSON.parse(list.stdout).profiles.map(({ id }: { id: string }) => id);
};

const said = ({ stdout, stderr }: MayrosRun): string => stdout + stderr;

describe("a choice of somebody else's plugin", () => {
  it("takes its key option by its former name, too, and says the new one", async () => {
    const home = homeWithAcme();
    const words = ["--acme-api-key", "env:MY_KEY", "--accept-risk", "--json"];
    const run = await home.run(["onboard", "--auth-choice", "acme-api-key", ...words], { env });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toMatchObject({ profileId: "acme:default", keyFrom: "given" });
    const again = await home.run(["onboard", "--auth-choice", "acme-key", ...words], { env });
    expect(again.stderr).toBe('note: "acme-key" is now called "acme-api-key"\n');
    expect(JSON.parse(again.stdout)).toMatchObject({ replaced: true });
  });

  it("can't take an option of onboarding for its own", async () => {
    const home = createHome();
    const field = { name: "apiKey", flag: "--test", prompt: "Acme key", secret: true };
    const folder = writePlugin(home.folder, { authMethod: { fields: [field] } });
    home.writeConfig(configWithPlugin(folder, true));
    const help = await home.run(["onboard", "--help"]);
    expect(help.stdout).toMatch(/--test\s+Test the key/);
    const run = await home.run(["onboard", "--test"]);
    expect(run.stderr).toContain("--auth-choice is missing");
    const named = await home.run(["onboard", "--auth-choice", "acme-api-key", "--test"]);
    expect(named).toMatchObject({ code: 3 });
    expect(named.stderr).toContain("no key was given");
  });

  it("is not offered while the plugin is off, and says how to turn it on", async () => {
    const home = createHome();
    const folder = writePlugin(home.folder, { authMethod });
    home.writeConfig(configWithPlugin(folder, false));
    const off = await home.run(["onboard", "--help"]);
    expect(off.stdout).not.toContain("acme-api-key,");
    const run = await home.run(["onboard", "--acme-api-key", "env:MY_KEY"], { env });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("next: mayros plugins enable acme\n");
  });
});

it("takes a given key, else the environment's, else keeps the stored one", async () => {
  const home = createHome();
  const words = ["onboard", "--auth-choice", "groq-api-key", "--json"];
  const both = { ...env, GROQ_API_KEY: "gsk_from-the-environment" };
  const none = await home.run(words);
  expect(none.code).toBe(3);
  const given = await home.run([...words, "--groq-api-key", "env:MY_KEY"], { env: both });
  expect(JSON.parse(given.stdout)).toMatchObject({ keyFrom: "given", replaced: false });
  const found = await home.run(words, { env: both });
  expect(JSON.parse(found.stdout)).toMatchObject({ keyFrom: "GROQ_API_KEY", replaced: true });
  const kept = await home.run(words);
  expect(kept.code).toBe(0);
  expect(JSON.parse(kept.stdout)).toMatchObject({ keyFrom: "stored", written: {} });
  const text = await home.run(words.slice(0, -1));
  expect(text.stdout).toContain("kept groq:default, which was stored already\n");
});

it("says as JSON what was written where, and no key", async () => {
  const home = createHome();
  const words = ["onboard", "--groq-api-key", "env:MY_KEY", "--non-interactive"];
  const run = await home.run([...words, "--json"], { env });
  const model = "groq/llama-3.3-70b-versatile";
  expect(JSON.parse(run.stdout)).toEqual({
    choice: "groq-api-key",
    provider: "groq",
    profileId: "groq:default",
    replaced: false,
    keyFrom: "given",
    model,
    defaultModel: model,
    defaultModelSet: true,
    configPath: home.configPath,
    written: {
      profile: {
        path: join(home.folder, "auth.db"),
        profileId: "groq:default",
        provider: "groq",
        replaced: false,
      },
      config: { path: home.configPath, values: { "agents.defaults.model.primary": model } },
    },
  });
  expect(run.stdout).not.toContain(KEY);
  const zai = await home.run(
    ["onboard", "--auth-choice", "zai-cn", "--zai-api-key", "env:MY_KEY"],
    {
      env,
    },
  );
  expect(zai.stdout).toContain(`models.providers.zai.baseUrl = "https://open.bigmodel.cn/`);
  expect(zai.stdout).toContain(`default model: ${model} (kept)\nnext: mayros run -m zai/`);
});

describe("without a choice", () => {
  it("names the option for every key that is in the environment", async () => {
    const run = await createHome().run(["onboard"], {
      env: { GROQ_API_KEY: KEY, OPENROUTER_API_KEY: KEY },
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("GROQ_API_KEY is set: mayros onboard --auth-choice groq-api-key");
    expect(run.stderr).toContain("OPENROUTER_API_KEY is set: mayros onboard --auth-choice openr");
    expect(run.stderr).not.toContain(KEY);
  });

  it("refuses several keys and names them", async () => {
    const words = ["onboard", "--groq-api-key", "env:MY_KEY", "--zai-api-key", "env:MY_KEY"];
    const home = createHome();
    const run = await home.run(words, { env });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("several keys were given: --groq-api-key, --zai-api-key");
    const named = await home.run([...words, "--auth-choice", "groq-api-key"], { env });
    expect(named.code).toBe(0);
    expect(await stored(home)).toEqual(["groq:default"]);
  });

  it("does nothing for skip, and says so", async () => {
    const home = createHome();
    const run = await home.run(["onboard", "--auth-choice", "skip"]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("nothing was written");
    expect(existsSync(home.configPath)).toBe(false);
  });
});

const LOGIN = "mayros models auth login --provider";

it.each([
  [3, "openai-codex", "with a browser", `${LOGIN} openai-codex --method browser`],
  [3, "github-copilot", "by a code", `${LOGIN} github-copilot --method device`],
  [3, "google-vertex", "nothing of it is here", "gcloud auth application-default login"],
  [3, "setup-token", "no token was given", "onboard --auth-choice token --token -"],
  [2, "amazon-bedrock-api-key", "is off", "mayros plugins enable amazon-bedrock"],
  [2, "google-antigravity", "is off", "mayros plugins enable google-antigravity-auth"],
  [2, "google-gemini-cli", "is off", "mayros plugins enable google-gemini-cli-auth"],
  [2, "qwen-portal", "is off", "mayros plugins enable qwen-portal-auth"],
  [2, "minimax-portal", "is off", "mayros plugins enable minimax-portal-auth"],
])("ends with %s for --auth-choice %s, and says what to do", async (code, choice, ...said) => {
  const home = createHome();
  const run = await home.run(["onboard", "--non-interactive", "--auth-choice", choice], { env });
  expect(run.code).toBe(code);
  for (const text of said) expect(run.stderr).toContain(text);
  expect(existsSync(home.configPath)).toBe(false);
});

it("stores a token with its name and its end", async () => {
  const home = createHome();
  const token = `sk-ant-oat01-${"a1".repeat(48)}`;
  const words = ["onboard", "--non-interactive", "--auth-choice", "token", "--token-provider"];
  const how = ["--token-profile-id", "anthropic:team", "--token-expires-in", "30d"];
  const run = await home.run([...words, "anthropic", "--token", "-", ...how], { input: token });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).not.toContain(token);
  const list = await home.run(["models", "auth", "list", "--json"]);
  const [profile] = JSON.parse(list.stdout).profiles;
  expect(profile).toMatchObject({ id: "anthropic:team", type: "token", method: "setup-token" });
  const days = (profile.expiresAt - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29);
  expect(days).toBeLessThan(30.01);
  const other = await home.run([...words, "groq", "--token", "-"], { input: token });
  expect(other.code).toBe(2);
  expect(other.stderr).toContain("mayros models auth paste-token --provider groq");
});

it.each([
  ["gsk_...", "shortened"],
  ["your-api-key", "placeholder"],
  ["sk-ant-0123456789abcdef", "looks like a key of Anthropic, not of Groq"],
  ["gsk_0123 456789", "spaces"],
])("does not store the key %j", async (key, reason) => {
  const home = createHome();
  const run = await home.run(["onboard", "--groq-api-key", "-"], { input: key });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(reason);
  expect(said(run)).not.toContain(key);
  expect(await stored(home)).toEqual([]);
  const found = await home.run(["onboard", "--auth-choice", "groq-api-key"], {
    env: { GROQ_API_KEY: key },
  });
  expect(found.stderr).toContain(`GROQ_API_KEY: `);
});

describe("a config that can't be written", () => {
  // So long a name that the file to be renamed to it can't be made, not even by root.
  const nowhere = { ...env, MAYROS_CONFIG_PATH: `${"c".repeat(250)}.json` };
  const words = ["onboard", "--groq-api-key", "env:MY_KEY"];

  it("leaves no key behind", async () => {
    const home = createHome();
    const run = await home.run(words, { env: nowhere });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("; the key was not stored either");
    expect(await stored(home)).toEqual([]);
  });

  it("leaves the profile that was there", async () => {
    const home = createHome();
    await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], {
      input: "gsk_the-former-key-9876",
    });
    const run = await home.run(words, { env: nowhere });
    expect(run.stderr).toContain("; groq:default is what it was");
    expect((await home.run(["models", "auth", "list"])).stdout).toContain("9876");
  });
});

it("finds a local server's choice usable without a key, and says that nobody answered", async () => {
  const home = createHome();
  // A port that nobody listens at.
  home.writeConfig('{ models: { providers: { ollama: { baseUrl: "http://127.0.0.1:9/v1" } } } }');
  const run = await home.run(["onboard", "--auth-choice", "ollama"]);
  expect(run.code).toBe(0);
  expect(run.stderr).toContain("no Ollama answered");
  expect(run.stdout).toContain("ollama needs no key");
  expect(readFileSync(home.configPath, "utf8")).toContain('primary: "ollama/');
});

it("names no command that can't work where the wire format is still to come", async () => {
  const home = createHome();
  const config = '{ models: { providers: { groq: { api: "acme-wire" } } } }';
  home.writeConfig(config);
  const run = await home.run(["onboard", "--groq-api-key", "env:MY_KEY"], { env });
  expect(run.code).toBe(0);
  expect(run.stderr).toContain("acme-wire");
  expect(run.stdout).toContain("stored groq:default");
  expect(run.stdout).toMatch(/default model: not set, for groq\/.* can't be asked yet/);
  expect(run.stdout).toContain("next: mayros onboard\n");
  expect(readFileSync(join(home.folder, "mayros.json"), "utf8")).toBe(config);
});

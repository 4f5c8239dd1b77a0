// Which provider a config means, and where a key goes: other spellings, disabled providers, plugins of
// load paths, the allowlist.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ModelServer, startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createMayros, type Mayros } from "../src/index.ts";

interface Opened {
  readonly mayros: Mayros;
  readonly home: string;
  readonly warnings: string[];
}

function open(config: object, env: Record<string, string> = {}): Opened {
  const home = mkdtempSync(join(tmpdir(), "mayros-providers-"));
  writeFileSync(join(home, "mayros.json"), JSON.stringify(config));
  const warnings: string[] = [];
  const mayros = createMayros({
    env: { MAYROS_STATE_DIR: home, HOME: home, ...env },
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => {
    mayros.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { mayros, home, warnings };
}

async function serve(): Promise<ModelServer> {
  const server = await startModelServer();
  onTestFinished(() => server.stop());
  return server;
}

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];
const ask = ({ mayros }: Opened, model: string): Promise<void> =>
  mayros.run({ model, prompt }, () => {}).finished;
const reference = (name: string): string => `$${"{"}${name}}`;

it("takes a provider's other spelling everywhere in the config", async () => {
  const server = await serve();
  const opened = open(
    {
      models: { providers: { "z.ai": { baseUrl: `${server.url}/v1`, apiKey: reference("KEY") } } },
      auth: { order: { "z-ai": ["zai:second"] } },
    },
    { KEY: "key-of-the-config-1" },
  );
  await ask(opened, "z.ai/glm-4.7");
  expect(server.journal()[0]?.key).toBe("key-of-the-config-1");
  expect(opened.warnings).toEqual([]);

  await opened.mayros.auth.pasteApiKey({
    provider: "zai",
    key: "key-first-1",
    profileId: "zai:first",
  });
  await opened.mayros.auth.pasteApiKey({
    provider: "Z-AI",
    key: "key-second",
    profileId: "zai:second",
  });
  await ask(opened, "zai/glm-4.7");
  expect(server.journal()[1]?.key).toBe("key-second");
  expect(await opened.mayros.auth.list("z.ai")).toHaveLength(2);
  const rows = await opened.mayros.models.list({ provider: "z.ai" });
  expect(rows[0]).toMatchObject({ provider: "zai", local: true, available: true });
});

it("edits the block under the name that it has in the file", async () => {
  const opened = open({ models: { providers: { "z.ai": { baseUrl: "http://localhost:1/v1" } } } });
  await opened.mayros.onboard({ choice: "zai-cn", values: { apiKey: "a-key-0123456789" } });
  expect(await opened.mayros.config.get("models.providers")).toEqual({
    "z.ai": { baseUrl: expect.stringContaining("bigmodel.cn") },
  });
});

it("refuses two blocks for one provider", async () => {
  const { mayros } = open({ models: { providers: { zai: {}, "z.ai": {} } } });
  await expect(mayros.models.list()).rejects.toMatchObject({
    code: "MAYROS_CONFIG_INVALID",
    message: expect.stringContaining("two entries for zai"),
  });
});

it.each(["zai", "z.ai"])(
  "sends nothing for %s when its address needs a variable that is not set",
  async (id) => {
    const opened = open(
      { models: { providers: { [id]: { baseUrl: `${reference("PROXY")}/v1` } } } },
      { ZAI_API_KEY: "must-not-leave-1" },
    );
    await expect(ask(opened, "zai/glm-4.7")).rejects.toMatchObject({
      code: "MAYROS_PROVIDER_DISABLED",
      message: expect.stringContaining("PROXY"),
    });
    const place = id === "zai" ? "models.providers.zai" : "models.providers['z.ai']";
    const warning = `: ${place}.baseUrl: the environment variable PROXY is not set; `;
    expect(opened.warnings).toEqual([expect.stringContaining(warning)]);
  },
);

it("does not take a partial block of a plugin that is off for a custom provider", async () => {
  const opened = open({
    plugins: { deny: ["groq"] },
    models: { providers: { groq: { headers: { "x-team": "red" } } } },
  });
  await expect(ask(opened, "groq/m")).rejects.toMatchObject({ code: "MAYROS_PROVIDER_DISABLED" });
});

it("sends a request to the end with the config that it began with", async () => {
  const [first, second] = [await serve(), await serve()];
  const block = (url: string, apiKey: string) => ({
    models: { providers: { local: { baseUrl: `${url}/v1`, apiKey } } },
  });
  const opened = open(block(first.url, "key-of-first"));
  const running = ask(opened, "local/m");
  writeFileSync(
    join(opened.home, "mayros.json"),
    JSON.stringify(block(second.url, "key-of-second-one")),
  );
  await running;
  await ask(opened, "local/m");
  expect(first.journal().map(({ key }) => key)).toEqual(["key-of-first"]);
  expect(second.journal().map(({ key }) => key)).toEqual(["key-of-second-one"]);
});

it("holds to the allowlist, and always allows the default", async () => {
  const models = { "zai/*": {}, "groq/one": { alias: "quick" } };
  const opened = open({
    agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6" }, models } },
  });
  for (const ref of ["zai/anything", "groq/one", "quick", "anthropic/claude-opus-4-6"]) {
    await opened.mayros.models.resolve(ref);
  }
  await expect(opened.mayros.models.setDefault("groq/two")).rejects.toMatchObject({
    code: "MAYROS_MODEL_NOT_ALLOWED",
    exitCode: 2,
    message: "groq/two is not in agents.defaults.models",
  });
  const listed = (await opened.mayros.models.list()).map(({ key }) => key);
  expect(listed).toEqual(expect.arrayContaining(["groq/one", "anthropic/claude-opus-4-6"]));
});

it("lets a modelPolicy win over the map, and tells nobody's key in what it describes", async () => {
  const opened = open({
    agents: { defaults: { models: { "groq/one": {} }, modelPolicy: { allow: ["groq/two"] } } },
    models: {
      providers: {
        groq: { apiKey: "secret-0123456789", headers: { "x-key": "secret-9876543210" } },
      },
    },
  });
  const described = await opened.mayros.models.resolve("groq/two");
  expect(JSON.stringify(described)).not.toContain("secret");
  await expect(opened.mayros.models.resolve("groq/one")).rejects.toMatchObject({
    code: "MAYROS_MODEL_NOT_ALLOWED",
  });
});

function writePlugin(folder: string, id: string, provider: object): void {
  mkdirSync(join(folder, id), { recursive: true });
  const manifest = {
    id,
    apiVersion: 1,
    name: id,
    description: `${id}'s models`,
    providers: {
      [id]: {
        name: id,
        api: "openai-completions",
        baseUrl: "https://x.example",
        authMethods: [],
        ...provider,
      },
    },
    sources: [],
  };
  writeFileSync(join(folder, id, "mayros.plugin.json"), JSON.stringify(manifest));
}

it("takes load paths from where the config is, and ~ for the home", async () => {
  const entries = { mine: { enabled: true }, ours: { enabled: true } };
  const opened = open({ plugins: { load: { paths: ["extra", "~/more"] }, entries } });
  writePlugin(join(opened.home, "extra"), "mine", {});
  writePlugin(join(opened.home, "more"), "ours", {});
  const plugins = await opened.mayros.plugins.list();
  expect(plugins.filter(({ origin }) => origin === "path")).toMatchObject([
    { id: "mine", enabled: true },
    { id: "ours", enabled: true },
  ]);
});

it.each([
  [{ keyPrefix: "GROQ" }, "GROQ_API_KEY"],
  [{ extraKeys: ["GROQ_API_KEY_1"] }, "GROQ_API_KEY_1"],
  [{ extraKeys: ["Z_AI_API_KEY"] }, "Z_AI_API_KEY"],
  [{ extraKeys: ["GITHUB_TOKEN"] }, "GITHUB_TOKEN"],
])(
  "keeps a plugin off that wants somebody else's key until that is agreed to: %j",
  async (provider, name) => {
    const opened = open({
      plugins: { load: { paths: ["extra"] }, entries: { mine: { enabled: true } } },
    });
    writePlugin(join(opened.home, "extra"), "mine", provider);
    const plugin = (await opened.mayros.plugins.list()).find(({ id }) => id === "mine");
    expect(plugin).toMatchObject({ enabled: false, reason: expect.stringContaining(name) });
    expect(plugin?.consent?.env).toContain(name);
  },
);

it("refuses a model on a host that the manifest does not name", async () => {
  const opened = open({ plugins: { load: { paths: ["extra"] } } });
  writePlugin(join(opened.home, "extra"), "mine", {
    models: [{ id: "m", baseUrl: "https://elsewhere.example/v1" }],
  });
  await opened.mayros.plugins.list();
  expect(opened.warnings.join()).toContain("elsewhere.example");
});

it("does not set a default that replace mode does not know", async () => {
  const { mayros } = open({ models: { mode: "replace", providers: {} } });
  const values = { apiKey: "a-key-0123456789" };
  await expect(mayros.onboard({ choice: "groq-api-key", values })).rejects.toMatchObject({
    code: "MAYROS_PROVIDER_UNKNOWN",
  });
  expect(await mayros.auth.list()).toEqual([]);
});

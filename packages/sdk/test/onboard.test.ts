// Every choice of every built-in plugin, onboarded in a home of its own, and what the SDK gives a program
// that asks by itself.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type AuthChoice,
  createMayros,
  isLogin,
  type Mayros,
  type OnboardResult,
} from "../src/index.ts";

const KEY = "a-key-0123456789";
const withUnknownWire = { models: { providers: { groq: { api: "acme-wire" } } } };
const DEFAULT = "agents.defaults.model.primary";

function open(env: Record<string, string> = {}, config: object = {}) {
  const home = mkdtempSync(join(tmpdir(), "mayros-onboard-"));
  const configPath = join(home, "mayros.json");
  writeFileSync(configPath, JSON.stringify(config));
  const warnings: string[] = [];
  const mayros = createMayros({
    env: { MAYROS_STATE_DIR: home, HOME: home, ...env },
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => {
    mayros.close();
    rmSync(home, { recursive: true, force: true });
  });
  return { mayros, warnings, text: () => readFileSync(configPath, "utf8") };
}

const all = await createMayros({ env: { MAYROS_STATE_DIR: "/nonexistent" } }).auth.choices();
const byKey = all.filter(({ method }) => method.kind === "api-key");
const keyOf = ({ method }: AuthChoice) => method.fields?.find(({ secret }) => secret);

/** What a person would answer to the questions that are no secrets. */
const plain = ({ method }: AuthChoice): Record<string, string> =>
  Object.fromEntries(
    (method.fields ?? [])
      .filter(({ secret }) => !secret)
      .map(({ name }) => [name, name === "baseUrl" ? "http://localhost:1/v1" : "answer-1"]),
  );

const defaultOf = (mayros: Mayros): Promise<unknown> =>
  mayros.config.get(DEFAULT).catch(() => undefined);

async function checkOnboarded(mayros: Mayros, choice: AuthChoice, { missing }: OnboardResult) {
  const { method, provider } = choice;
  const owner = method.sets?.provider ?? provider;
  expect(await mayros.auth.list(owner)).toMatchObject([{ provider: owner, type: "api-key" }]);
  // A model that this version can't ask is no default.
  const expected = missing === undefined ? method.defaultModel : undefined;
  expect(await defaultOf(mayros)).toBe(expected);
  if (method.sets?.baseUrl !== undefined) {
    const baseUrl: unknown = await mayros.config.get(`models.providers["${owner}"].baseUrl`);
    expect(baseUrl).not.toContain("{");
  }
}

it("knows the choices that the specification names", () => {
  const names = byKey.map(({ choice }) => choice);
  for (const name of ["apiKey", "openai-api-key", "gemini-api-key", "zai-coding-cn"]) {
    expect(names).toContain(name);
  }
});

/** Of one that is off until somebody wants it: `mayros plugins enable` was done. */
const switchedOn = ({ enabled, plugin }: AuthChoice): object =>
  enabled ? {} : { plugins: { entries: { [plugin]: { enabled: true } } } };

describe.each(byKey.map((choice) => [choice.choice, choice] as const))("%s", (name, choice) => {
  it("stores what its option gives, and sets its model", async () => {
    const { mayros } = open({}, switchedOn(choice));
    const values = { ...plain(choice), [keyOf(choice)?.name ?? ""]: KEY };
    const result = await mayros.onboard({ choice: name, values });
    expect(result).toMatchObject({ keyFrom: "given", replaced: false });
    expect(result.model).toBe(choice.method.defaultModel);
    await checkOnboarded(mayros, choice, result);
  });

  it("stores what each of its variables has, and is offered for it", async () => {
    for (const variable of keyOf(choice)?.env ?? []) {
      const { mayros } = open({ [variable]: KEY }, switchedOn(choice));
      const offered = await mayros.auth.environmentKeys();
      expect(offered.map((each) => each.variable)).toEqual([variable]);
      const result = await mayros.onboard({ choice: name, values: plain(choice) });
      expect(result.keyFrom).toBe(variable);
      await checkOnboarded(mayros, choice, result);
    }
  });
});

const logins = all
  .filter(({ method }) => isLogin(method))
  .map((each) => [each.choice, each] as const);

describe.each(logins)("%s", (choice, { provider, method, plugin }) => {
  const config = { plugins: { entries: { [plugin]: { enabled: true } } } };

  it("needs a person, and names the command for it", async () => {
    await expect(open({}, config).mayros.onboard({ choice })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      exitCode: 3,
      hint: `mayros models auth login --provider ${provider} --method ${method.id}`,
    });
  });
});

it.each(logins.filter(([, { enabled }]) => !enabled))(
  "%s names the command that turns its plugin on",
  async (choice, { plugin }) => {
    await expect(open().mayros.onboard({ choice })).rejects.toMatchObject({
      code: "MAYROS_PROVIDER_DISABLED",
      hint: `mayros plugins enable ${plugin}`,
    });
  },
);

it("writes nothing in a dry run, and says what it would", async () => {
  const { mayros, text } = open();
  const request = { choice: "groq-api-key", values: { apiKey: KEY }, dryRun: true };
  const plan = await mayros.onboard(request);
  expect(plan).toMatchObject({ defaultModelSet: true, written: {} });
  expect(await mayros.auth.list()).toEqual([]);
  expect(text()).toBe("{}");
});

it("moves the default only when told to", async () => {
  const { mayros } = open({}, { agents: { defaults: { model: "zai/glm-4.7" } } });
  const request = { choice: "groq-api-key", values: { apiKey: KEY } };
  expect(await mayros.onboard(request)).toMatchObject({ defaultModel: "zai/glm-4.7" });
  expect(await mayros.onboard({ ...request, model: "groq/m", setDefault: "always" })).toMatchObject(
    {
      defaultModel: "groq/m",
      defaultModelSet: true,
    },
  );
  expect(await mayros.config.get("agents.defaults.model")).toBe("groq/m");
});

it("stores a key whose wire format is still to come, and makes its model the default only when told to", async () => {
  const { mayros, warnings } = open({}, withUnknownWire);
  const request = { choice: "groq-api-key", values: { apiKey: KEY } };
  const result = await mayros.onboard(request);
  expect(result).toMatchObject({ profileId: "groq:default", defaultModelSet: false });
  expect(result.missing).toContain('"acme-wire"');
  expect(warnings).toContain(result.missing);
  expect(await defaultOf(mayros)).toBeUndefined();
  const told = await mayros.onboard({ ...request, setDefault: "always" });
  expect(told.defaultModel).toBe(result.model);
});

it("leaves the address of another choice, and keeps one of the person's own", async () => {
  const address = (mayros: Mayros): Promise<unknown> =>
    mayros.config.get("models.providers.moonshot.baseUrl");
  const { mayros } = open();
  const values = { apiKey: KEY };
  await mayros.onboard({ choice: "moonshot-api-key-cn", values });
  expect(await address(mayros)).toBe("https://api.moonshot.cn/v1");
  await mayros.onboard({ choice: "moonshot-api-key", values });
  expect(await address(mayros)).toBe("https://api.moonshot.ai/v1");

  const proxy = "https://proxy.example/v1";
  const own = open({}, { models: { providers: { moonshot: { baseUrl: proxy } } } });
  await own.mayros.onboard({ choice: "moonshot-api-key", values });
  expect(await address(own.mayros)).toBe(proxy);
});

it("tests at the address that the choice is about to set, without an allowlist in the way", async () => {
  const server = await startModelServer({ knownKeys: [KEY] });
  onTestFinished(() => server.stop());
  const { mayros } = open(
    {},
    {
      agents: { defaults: { modelPolicy: { allow: ["zai/*"] } } },
      models: { providers: { groq: { baseUrl: `${server.url}/v1` } } },
    },
  );
  const test = (key: string) =>
    mayros.auth.test({ choice: "groq-api-key", values: { apiKey: key }, model: "groq/m" });
  expect(await test(KEY)).toEqual({ verdict: "works", model: "groq/m" });
  expect(await test("another-key-012345")).toMatchObject({ verdict: "refused", status: 401 });
  expect(await mayros.auth.list()).toEqual([]);
});

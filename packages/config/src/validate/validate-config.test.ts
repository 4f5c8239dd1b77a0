// What a config may say, and how it is told where it is wrong.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod/mini";
import { listIssues } from "../read-config.ts";
import { interpretText } from "../test/interpret-text.ts";

// A program that uses zod, too, has set it up for the whole process.
const { localeError } = z.config();
beforeAll(() => void z.config({ localeError: () => "the program's own sentence" }));
afterAll(() => void z.config({ localeError }));

async function issuesOf(text: string, env = {}): Promise<string[]> {
  const issues = await listIssues(interpretText(text, env));
  return issues.map(
    ({ line, column, severity, path, message }) =>
      `${line}:${column} ${severity} ${path}: ${message}`,
  );
}

test("everything that is ours is accepted", async () => {
  const text = `{
    $schema: "https://example.com/schema.json",
    agents: { defaults: {
      model: "a/b", imageModel: { primary: "a/b", fallbacks: [] },
      models: { "a/b": { alias: "A", params: { temperature: 1 }, streaming: false } },
      modelPolicy: { allow: ["a/*"] },
    } },
    models: {
      mode: "replace",
      aliases: { fast: "a/b", safe: { model: "a/b", fallbacks: ["c/d"] } },
      providers: { "z.ai": { baseUrl: "https://example.com/v1", apiKey: "K", models: [{ id: "m" }] },
        a: { apiKey: { source: "env", id: "A" } },
        b: { apiKey: { source: "file", provider: "box", id: "/b" } },
        c: { apiKey: { source: "exec", provider: "op", id: "op://c/d e" } } },
    },
    auth: {
      store: "keyring",
      secretProviders: {
        op: { source: "exec", command: "/bin/op", args: ["read"], env: ["OP_TOKEN"], timeoutSeconds: 9 },
        box: { source: "file", path: "~/keys.json", format: "json" },
      },
      profiles: { "a:me@x.org": { provider: "a", mode: "oauth", email: "me@x.org" } },
      order: { a: ["a:me@x.org"] },
      cooldowns: { billingBackoffHours: 5, billingBackoffHoursByProvider: { a: 1 }, billingMaxHours: 24, failureWindowHours: 24 },
    },
    plugins: {
      enabled: true, allow: ["x"], deny: [], load: { paths: ["~/p"] }, slots: { memory: "none" },
      entries: { x: { enabled: true, config: { any: [1] } } }, installs: { x: { source: "npm" } },
    },
    env: { A: "a", vars: { B: "b" }, shellEnv: { enabled: true, timeoutMs: 15000 } },
    gateway: { anything: 1 }, meta: { anything: 1 },
  }`;
  expect(await issuesOf(text)).toEqual([]);
});

describe("errors", () => {
  test.each([
    ["[]", "1:1 error : expected an object, found an array"],
    [
      "{\n  models: { provider: {} },\n}",
      '2:13 error models.provider: unknown key; did you mean "providers"?',
    ],
    [
      "{ models: { providers: { x: { baseURL: 'http://h' } } } }",
      '1:31 error models.providers.x.baseURL: unknown key; did you mean "baseUrl"?',
    ],
    [
      "{ models: { providers: { x: { models: [{ id: 'a', contextWindows: 1 }] } } } }",
      '1:51 error models.providers.x.models[0].contextWindows: unknown key; did you mean "contextWindow"?',
    ],
    [
      "{ models: { providers: { x: { models: [{ name: 'a' }] } } } }",
      "1:40 error models.providers.x.models[0].id: is missing; expected a string",
    ],
    [
      "{ models: { providers: { x: { baseUrl: 'localhost' } } } }",
      "1:40 error models.providers.x.baseUrl: must be an absolute http(s) URL without a user name",
    ],
    [
      "{ models: { providers: { OpenAI: {} } } }",
      "1:26 error models.providers.OpenAI: is not a provider id: use a-z, 0-9 and . _ - in it",
    ],
    [
      "{ models: { aliases: { 'a/b': 'x/y' } } }",
      "1:24 error models.aliases['a/b']: is never found: with a slash it is read as provider/model",
    ],
    [
      "{ models: { providers: { x: { apiKey: { source: 'env', id: 'acme' } } } } }",
      "1:60 error models.providers.x.apiKey.id: is not a name of a variable: A-Z, 0-9 and _",
    ],
    [
      "{ models: { providers: { x: { apiKey: { source: 'exec', provider: 'op', id: '-x' } } } } }",
      "1:77 error models.providers.x.apiKey.id: begins with a letter or digit and has up to 256 visible characters",
    ],
    [
      "{ models: { providers: { x: { apiKey: { source: 'exec', provider: 'op', id: 'a/../b' } } } } }",
      '1:77 error models.providers.x.apiKey.id: has "." or ".." in it',
    ],
    [
      "{ models: { providers: { x: { apiKey: { source: 'file', provider: 'Op', id: '' } } } } }",
      "1:67 error models.providers.x.apiKey.provider: is not a name of a secret provider: a-z, 0-9, - and _",
    ],
    [
      "{ models: { providers: { x: { apiKey: { source: 'file', provider: 'op', id: 'a' } } } } }",
      '1:77 error models.providers.x.apiKey.id: is not a JSON pointer such as "/acme/key", nor empty',
    ],
    [
      "{ auth: { secretProviders: { op: { source: 'exec', command: 'op' } } } }",
      "1:61 error auth.secretProviders.op.command: is not an absolute path of a program",
    ],
    [
      "{ auth: { secretProviders: { op: { source: 'exec', command: '/bin/op', shell: true } } } }",
      "1:72 error auth.secretProviders.op.shell: unknown key",
    ],
    [
      "{ auth: { secretProviders: { op: { source: 'vault' } } } }",
      '1:44 error auth.secretProviders.op.source: expected "file" or "exec", found a string',
    ],
    [
      "{ models: { providers: { x: { apiKey: { source: 'vault', id: 'x' } } } } }",
      '1:49 error models.providers.x.apiKey.source: expected "env" or "file" or "exec", found a string',
    ],
    [
      "{ auth: { store: 'cloud' } }",
      '1:18 error auth.store: expected "auto" or "keyring" or "file", found a string',
    ],
    [
      "{ models: { mode: 'mix' } }",
      '1:19 error models.mode: expected "merge" or "replace", found a string',
    ],
    [
      "{ agents: { defaults: { model: 3 } } }",
      "1:32 error agents.defaults.model: expected a string or an object, found a number",
    ],
    [
      "{ agents: { defaults: { model: { primary: 3 } } } }",
      "1:43 error agents.defaults.model.primary: expected a string, found a number",
    ],
    [
      "{ agents: { defaults: { model: { fallback: [] } } } }",
      '1:34 error agents.defaults.model.fallback: unknown key; did you mean "fallbacks"?',
    ],
    [
      "{ agents: { defaults: { models: { 'a/b': { alia: 'x' } } } } }",
      "1:44 error agents.defaults.models['a/b'].alia: unknown key; did you mean \"alias\"?",
    ],
    [
      "{ auth: { cooldowns: { billingMaxHours: 0 } } }",
      "1:41 error auth.cooldowns.billingMaxHours: must be above 0",
    ],
    ["{ env: { PORT: 1 } }", "1:16 error env.PORT: expected a string, found a number"],
    [
      "{ env: { vars: { 'A-B': 'x' } } }",
      "1:18 error env.vars.A-B: is not a name of an environment variable",
    ],
    ["{ env: { 'A-B': 'x' } }", "1:10 error env.A-B: is not a name of an environment variable"],
    ["{ plugins: { allow: [''] } }", "1:22 error plugins.allow[0]: must not be empty"],
    ["{ gateway: { a: 1, a: 2 } }", '1:20 error gateway.a: "a" stands here twice'],
    ["{ '__proto__': {} }", '1:3 error __proto__: "__proto__" is not allowed as a key'],
    [
      `{ gateway: { token: '\${NO}' } }`,
      "1:21 error gateway.token: the environment variable NO is not set",
    ],
    ["{ a: }", "1:6 error : expected a value, found }"],
  ])("%s", async (text, issue) => {
    expect(await issuesOf(text)).toContain(issue);
    expect(await issuesOf(text)).toHaveLength(1);
  });

  test("come in the order of the file, and never show a value", async () => {
    const text = '{\n models: { mode: "sk-secret" },\n auth: { order: { a: "sk-secret" } } }';
    const issues = await issuesOf(text);
    expect(issues.map((issue) => issue.split(" ")[0])).toEqual(["2:18", "3:22"]);
    expect(issues.join()).not.toContain("secret");
  });
});

describe("what belongs to a bigger program", () => {
  test("is warned about, neither substituted nor validated", async () => {
    const text = `{
      channels: { telegram: { token: "\${NOT_SET}" } },
      modles: {},
      agents: { list: [], defaults: { workspace: "\${NOT_SET}", imageModle: 1 } },
    }`;
    const ignored = "is not something that Mayros reads; ignored";
    expect(await issuesOf(text)).toEqual([
      `2:7 warning channels: ${ignored}`,
      `3:7 warning modles: ${ignored}; did you mean "models"?`,
      `4:17 warning agents.list: ${ignored}`,
      `4:39 warning agents.defaults.workspace: ${ignored}`,
      `4:64 warning agents.defaults.imageModle: ${ignored}; did you mean "imageModel"?`,
    ]);
  });
});

test("what stands twice in another program's section is only warned about", async () => {
  const text = "{ agents: { list: [{ a: 1, a: 2 }] }, channels: { '__proto__': 1 } }";
  const issues = await issuesOf(text);
  expect(issues).toHaveLength(4);
  expect(issues).toContain('1:28 warning agents.list[0].a: "a" stands here twice');
  expect(issues.filter((issue) => !issue.includes("warning"))).toEqual([]);
});

describe("unset variables", () => {
  test("in an env entry that the process overrides: nobody asks for them", () => {
    const text = `{ env: { A: '\${B}', vars: { C: '\${B}' } } }`;
    const issuesWith = (env: Record<string, string>) =>
      interpretText(text, env).issues.map(({ path }) => path);
    expect(issuesWith({ A: "a", C: "c" })).toEqual([]);
    expect(issuesWith({ A: "a", C: "" })).toEqual(["env.vars.C"]);
    expect(issuesWith({})).toEqual(["env.A", "env.vars.C"]);
  });

  const block = (inside: string) => `{ models: { providers: { x: { ${inside} }, y: {} } } }`;

  test("in apiKey: only the key goes", () => {
    const text = block(`apiKey: 'sk-\${NO}', baseUrl: 'http://h'`);
    const found = interpretText(text, {});
    expect(found.config).toEqual({ models: { providers: { x: { baseUrl: "http://h" }, y: {} } } });
    expect(found.disabledProviders).toEqual({});
    expect(found.issues).toMatchObject([{ severity: "note", path: "models.providers.x.apiKey" }]);
  });

  test("elsewhere in a provider: the provider goes, with a warning", () => {
    const text = block(`headers: { a: '\${NO}' }, apiKey: '\${NO}'`);
    const found = interpretText(text, { NO: "" });
    expect(found.config).toEqual({ models: { providers: { y: {} } } });
    expect(found.disabledProviders).toEqual({ x: "the environment variable NO is not set" });
    expect(found.issues).toMatchObject([
      { severity: "warning", path: "models.providers.x.headers.a" },
      { severity: "note", path: "models.providers.x.apiKey" },
    ]);
  });

  test("the apiKey of a model's headers is no provider key", () => {
    const found = interpretText(block(`compat: { apiKey: '\${NO}' }`), {});
    expect(found.disabledProviders).toHaveProperty("x");
  });
});

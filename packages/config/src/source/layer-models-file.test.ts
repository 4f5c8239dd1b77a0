// What models.json adds under `models.providers`.
import { expect, test } from "vitest";
import { listIssues } from "../read-config.ts";
import { interpretText } from "../test/interpret-text.ts";

const modelsJson = (text: string) => ({ "/state/models.json": text });

test("its providers are there; fields of mayros.json win, models are joined by id", () => {
  const files = modelsJson(`// made by another tool
  { providers: {
    acme: { baseUrl: "http://a", api: "openai-completions", headers: { a: "1" },
      models: [{ id: "one", name: "One" }, { id: "two" }] },
    other: { baseUrl: "http://o", apiKey: "\${OTHER}" },
  } }`);
  const text = `{ models: { providers: { acme: {
    baseUrl: "http://b", headers: { b: "2" }, models: [{ id: "three" }, { id: "one", name: "Mine" }] } } } }`;
  const found = interpretText(text, { OTHER: "o" }, files);
  expect(found.config).toEqual({
    models: {
      providers: {
        acme: {
          baseUrl: "http://b",
          api: "openai-completions",
          headers: { b: "2" },
          models: [{ id: "one", name: "Mine" }, { id: "two" }, { id: "three" }],
        },
        other: { baseUrl: "http://o", apiKey: "o" },
      },
    },
  });
  expect(found.value).toEqual({
    models: {
      providers: {
        acme: {
          baseUrl: "http://b",
          headers: { b: "2" },
          models: [{ id: "three" }, { id: "one", name: "Mine" }],
        },
      },
    },
  });
});

test.each([
  "{}",
  "{ models: {} }",
  "{ models: { mode: 'merge' } }",
  "{ models: { providers: {} } }",
])("it counts where mayros.json is %s", (text) => {
  const found = interpretText(text, {}, modelsJson("{ providers: { acme: {} } }"));
  expect(found.config).toMatchObject({ models: { providers: { acme: {} } } });
});

test("it does not count where mayros.json replaces the catalog", () => {
  const text = "{ models: { mode: 'replace' } }";
  const found = interpretText(text, {}, modelsJson("{ broken"));
  expect(found).toMatchObject({ config: { models: { mode: "replace" } }, issues: [] });
});

test.each([
  [
    "{ providers: {\n a: { baseURL: '' } } }",
    '2:7 models.providers.a.baseURL: unknown key; did you mean "baseUrl"?',
  ],
  [
    "{ providers: { a: { models: [\n{ id: 3 }] } } }",
    "2:7 models.providers.a.models[0].id: expected a string, found a number",
  ],
  ["{ providers: []}", "1:14 models.providers: expected an object, found an array"],
  ["{ provider: {} }", '1:3 : unknown key "provider"; this file holds providers'],
  ["[]", "1:1 : expected an object"],
  ["{\n}}", "2:2 models: expected the end of the file, found }"],
  [
    '{ providers: { a: { "__proto__": {} } } }',
    '1:21 models.providers.a.__proto__: "__proto__" is not allowed as a key',
  ],
])("%j is wrong at its place", async (text, expected) => {
  const issues = await listIssues(interpretText("{ models: {} }", {}, modelsJson(text)));
  expect(issues.map(({ file }) => file)).toEqual(["/state/models.json"]);
  const { line, column, path, message } = issues[0] ?? {};
  expect(`${line}:${column} ${path}: ${message}`).toBe(expected);
});

test.each(["qwen-oauth", "minimax-oauth"])("%s of other tools is no key", (apiKey) => {
  const text = JSON.stringify({
    models: { providers: { b: { apiKey }, c: { apiKey: "OAUTH_KEY" } } },
  });
  const files = modelsJson(JSON.stringify({ providers: { a: { apiKey, baseUrl: "http://a" } } }));
  const found = interpretText(text, {}, files);
  expect(found.config).toEqual({
    models: { providers: { a: { baseUrl: "http://a" }, b: {}, c: { apiKey: "OAUTH_KEY" } } },
  });
  expect(found.issues).toMatchObject([
    { severity: "note", path: "models.providers.b.apiKey" },
    { severity: "note", path: "models.providers.a.apiKey", file: "/state/models.json" },
  ]);
});

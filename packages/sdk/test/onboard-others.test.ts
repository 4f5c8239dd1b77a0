// One key, several addresses: the live test of onboarding finds out which one it is for, where the manifest says which
// there are, and asks nowhere else.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";

const error = (status: number, message: string) => ({
  status,
  body: JSON.stringify({ error: { message } }),
});
const noCredit = error(429, "Insufficient balance or no resource package. Please recharge.");
const refused = error(401, "Unknown key.");
const busy = error(429, "Rate limit reached.");
const works = {
  status: 200,
  body: JSON.stringify({
    choices: [{ message: { role: "assistant", content: "hi" }, finish_reason: "stop" }],
  }),
};

type Answer = typeof works;

/** The provider `acme` with a general address, one of a plan and one of a country, which answer as they are told. */
async function openAcme(answers: readonly [general: Answer, plan: Answer, country: Answer]) {
  const vendors = await Promise.all(answers.map((answer) => startKeyVendor(() => answer)));
  const urls = vendors.map(({ url }) => `${url}/v1`);
  const folder = mkdtempSync(join(tmpdir(), "mayros-others-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const fields = [
    { name: "apiKey", flag: "--acme-key", env: ["ACME_API_KEY"], prompt: "Key", secret: true },
  ];
  const method = (id: string, more: object) => ({
    id,
    kind: "api-key",
    choice: `acme-${id}`,
    label: id,
    fields,
    defaultModel: "acme/m",
    ...more,
  });
  const acme = {
    name: "Acme",
    api: "openai-completions",
    baseUrl: urls[0],
    models: [{ id: "m" }],
    authMethods: [
      method("key", { tryOthers: ["plan", "country"] }),
      method("plan", { sets: { baseUrl: urls[1] } }),
      method("country", { sets: { baseUrl: urls[2] } }),
    ],
  };
  const about = { id: "acme", apiVersion: 1, name: "Acme", description: "Of Acme", sources: [] };
  const manifest = { ...about, providers: { acme }, hosts: ["127.0.0.1"] };
  mkdirSync(join(folder, "acme"));
  writeFileSync(join(folder, "acme/mayros.plugin.json"), JSON.stringify(manifest));
  const plugins = { load: { paths: [folder] }, entries: { acme: { enabled: true } } };
  const test = (choice: string, config: object = {}) =>
    openMayros({ plugins, ...config }).mayros.auth.test({
      choice,
      values: { apiKey: "key-1234567" },
    });
  return { test, asked: () => vendors.map(({ asked }) => asked.length), plugins };
}

it("asks at no other address when the key works, or is only too busy", async () => {
  for (const answer of [works, busy]) {
    const { test, asked } = await openAcme([answer, works, works]);
    expect(await test("acme-key")).not.toHaveProperty("choice");
    expect(asked()).toEqual([1, 0, 0]);
  }
});

it.each([
  ["no credit", noCredit],
  ["a refusal", refused],
  ["an answer that says nothing", error(404, "No such model.")],
])("finds the address that a key is for after %s", async (_name, answer) => {
  const { test, asked } = await openAcme([answer, refused, works]);
  expect(await test("acme-key")).toEqual({
    verdict: "works",
    model: "acme/m",
    choice: "acme-country",
  });
  expect(asked()).toEqual([1, 1, 1]);
});

it("tells what the first one said where none takes it", async () => {
  const { test } = await openAcme([noCredit, refused, refused]);
  const tested = await test("acme-key");
  expect(tested).toMatchObject({ verdict: "no-credit" });
  expect(tested).not.toHaveProperty("choice");
});

it("asks one address alone for a choice that names it, or where the config has one of its own", async () => {
  const { test, asked } = await openAcme([works, refused, works]);
  expect(await test("acme-plan")).toMatchObject({ verdict: "refused" });
  expect(asked()).toEqual([0, 1, 0]);
  const own = await startKeyVendor(() => refused);
  const models = { providers: { acme: { baseUrl: `${own.url}/v1` } } };
  expect(await test("acme-key", { models })).toMatchObject({ verdict: "refused" });
  expect([own.asked.length, ...asked()]).toEqual([1, 0, 1, 0]);
});

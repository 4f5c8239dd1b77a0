// Onboarding over what is stored already: sealed with a key that is gone, a reference, a login; and trials that are made
// ready as requests are.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startAuthorizationServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { startKeyVendor } from "./key-vendor.ts";
import { exchanging, openAcme, startLoginVendor } from "./login-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { wireAnswers } from "./wire-answers.ts";

const api = "openai-completions";
const good = { body: wireAnswers.find((wire) => wire.api === api)?.events.join("") ?? "" };

const byKey = {
  authMethods: [
    {
      id: "key",
      kind: "api-key",
      label: "Acme key",
      choice: "acme-key",
      defaultModel: "acme/acme-1",
      fields: [{ name: "apiKey", flag: "--acme-key", prompt: "Key", secret: true }],
    },
  ],
};

it("replaces a key that was sealed with one that is gone", async () => {
  const { mayros, text } = openMayros({}, { MAYROS_AUTH_STORE: "file" });
  const choice = { choice: "groq-api-key", values: { apiKey: "gsk_0123456789" } };
  await mayros.onboard(choice);
  const database = new DatabaseSync(join(mayros.locations.stateDir, "auth.db"));
  database.exec("UPDATE profiles SET key_id = 'k1-0'");
  database.close();
  const values = { apiKey: "gsk_9876543210" };
  expect(await mayros.onboard({ ...choice, values, setDefault: "always" })).toMatchObject({
    profileId: "groq:default",
    replaced: true,
  });
  expect(await mayros.auth.list()).toMatchObject([{ id: "groq:default", kept: "file" }]);
  expect(text()).toContain("groq/");
});

it("asks a server of one's own with what a stored reference leads to", async () => {
  const vendor = await startKeyVendor(() => good);
  const baseUrl = `${vendor.url}/v1`;
  const block = { baseUrl, api, models: [{ id: "m" }] };
  const { mayros } = openMayros({ models: { providers: { mine: block } } }, { A_KEY: "of-a" });
  await mayros.auth.pasteApiKey({ provider: "mine", reference: "env:A_KEY" });
  const probe = await mayros.probeCustom({
    ...{ baseUrl, modelId: "m", providerId: "mine" },
    ...{ keepStored: true, compatibility: "openai" },
  });
  expect(probe.tests).toMatchObject([{ verdict: "works" }]);
  expect(vendor.asked).toEqual(["of-a"]);
});

it("tries a key as requests send it: exchanged by the plugin's code", async () => {
  const vendor = await startLoginVendor();
  const { mayros } = await openAcme({ vendor, provider: exchanging, declaration: byKey });
  const test = { choice: "acme-key", values: { apiKey: "key-1" } };
  expect(await mayros.auth.test(test)).toEqual({ verdict: "works", model: "acme/acme-1" });
  expect(vendor.exchanged).toEqual(["key-1"]);
  expect(vendor.asked.map(({ token }) => token)).toEqual(["session-1-of-key-1"]);
  vendor.session = () => 403;
  const refused = await mayros.auth.test({ ...test, values: { apiKey: "key-2" } });
  expect(refused).toEqual({
    ...{ verdict: "refused", model: "acme/acme-1" },
    message: "no seat for ...",
  });
});

it("tries a stored login with a fresh token", async () => {
  const [vendor, server] = [await startLoginVendor(), await startAuthorizationServer()];
  onTestFinished(() => server.stop());
  const { refresh } = server.issue();
  const { mayros } = await openAcme({
    vendor,
    declaration: byKey,
    config: { tokenUrl: server.oauth.tokenUrl },
    profiles: {
      "acme:default": { type: "oauth", access: "ended", expiresAt: Date.now() - 1, refresh },
    },
  });
  const test = await mayros.auth.test({ choice: "acme-key", keepStored: true });
  expect(test).toEqual({ verdict: "works", model: "acme/acme-1" });
  expect(vendor.asked.map(({ token }) => server.knows(token))).toEqual([true]);
});

it("asks a server for its models with what a credential was exchanged for", async () => {
  const vendor = await startLoginVendor();
  const { mayros } = await openAcme({
    vendor,
    provider: exchanging,
    declaration: { discover: { kind: "openai-models" } },
    profiles: { "acme:me": { type: "token", token: "raw" } },
  });
  const [asked] = await mayros.models.refresh({ provider: "acme" });
  expect(asked).toMatchObject({ answered: true, models: ["acme-2"] });
  expect([vendor.exchanged, vendor.listed]).toEqual([["raw"], ["session-1-of-raw"]]);
});

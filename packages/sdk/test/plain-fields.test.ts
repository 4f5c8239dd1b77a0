// What a vendor needs beside a key: where it is stored, what it may be, how it changes, and that a request finds it.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, test } from "vitest";
import { openMayros } from "./open-mayros.ts";

const KEY = "a-key-0123456789";
const provider = "cloudflare-ai-gateway";
const choice = "cloudflare-ai-gateway-api-key";
const ids = { accountId: "acc-1", gatewayId: "gate-1" };
const plainStore = { MAYROS_AUTH_STORE: "file" };
const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];

describe("onboarding", () => {
  it("stores it beside the key, and says so", async () => {
    const { mayros, text } = openMayros({}, plainStore);
    const done = await mayros.onboard({ choice, values: { apiKey: KEY, ...ids } });
    expect(done).toMatchObject({ profileId: `${provider}:default`, fields: ids });
    expect(await mayros.auth.list()).toMatchObject([{ id: `${provider}:default`, fields: ids }]);
    expect(text()).not.toContain("acc-1");
  });

  it("takes what variables say, and names the options of what is missing", async () => {
    const { mayros } = openMayros({}, { ...plainStore, CLOUDFLARE_ACCOUNT_ID: " acc-2 " });
    await expect(mayros.onboard({ choice, values: { apiKey: KEY } })).rejects.toMatchObject({
      code: "MAYROS_USAGE",
      message: expect.stringContaining("--cloudflare-ai-gateway-gateway-id"),
    });
    expect(await mayros.auth.list()).toEqual([]);
    const done = await mayros.onboard({ choice, values: { apiKey: KEY, gatewayId: "g" } });
    expect(done.fields).toEqual({ accountId: "acc-2", gatewayId: "g" });
  });

  it("changes it without the key, and takes a new key without it", async () => {
    const { mayros } = openMayros({}, plainStore);
    await mayros.onboard({ choice, values: { apiKey: KEY, ...ids } });
    const moved = await mayros.onboard({ choice, values: { gatewayId: "gate-2" } });
    expect(moved).toMatchObject({ keyFrom: "stored", fields: { ...ids, gatewayId: "gate-2" } });
    const rekeyed = await mayros.onboard({ choice, values: { apiKey: "another-key-98765" } });
    expect(rekeyed).toMatchObject({ keyFrom: "given", fields: { ...ids, gatewayId: "gate-2" } });
    expect(rekeyed.replaced).toBe(true);
  });

  it("changes it where the key stands elsewhere, and leaves the reference", async () => {
    const { mayros } = openMayros({}, { ...plainStore, A_KEY: KEY });
    await mayros.auth.pasteApiKey({ provider, reference: "env:A_KEY", fields: ids });
    await mayros.onboard({ choice, values: { gatewayId: "gate-2" } });
    expect(await mayros.auth.list()).toMatchObject([
      { reference: { source: "env", id: "A_KEY" }, fields: { ...ids, gatewayId: "gate-2" } },
    ]);
  });

  test.each(["evil.example/", "../..", "a@b", "a b", "", "a\u0000"])(
    "stores nothing for %j",
    async (accountId) => {
      const { mayros } = openMayros({}, plainStore);
      const values = { apiKey: KEY, ...ids, accountId };
      await expect(mayros.onboard({ choice, values })).rejects.toMatchObject({
        code: "MAYROS_CREDENTIAL_INVALID",
        message: expect.stringContaining("Cloudflare account id"),
        hint: expect.stringContaining("--cloudflare-ai-gateway-account-id"),
      });
      expect(await mayros.auth.list()).toEqual([]);
    },
  );
});

describe("a pasted key", () => {
  it("comes with what is given, over what is stored", async () => {
    const { mayros } = openMayros({}, plainStore);
    await mayros.auth.pasteApiKey({ provider, key: KEY, fields: ids });
    await mayros.auth.pasteApiKey({
      provider,
      key: "second-key-0123",
      fields: { gatewayId: "g2" },
    });
    expect(await mayros.auth.list()).toMatchObject([{ fields: { ...ids, gatewayId: "g2" } }]);
  });

  it.each([
    [{ region: "x" }, "MAYROS_USAGE"],
    [{ apiKey: "x" }, "MAYROS_USAGE"],
    [{ constructor: "x" }, "MAYROS_USAGE"],
    [{ accountId: "a/b" }, "MAYROS_CREDENTIAL_INVALID"],
  ])("is not stored with %j", async (fields, code) => {
    const { mayros } = openMayros({}, plainStore);
    const pasted = mayros.auth.pasteApiKey({ provider, key: KEY, fields });
    await expect(pasted).rejects.toMatchObject({ code });
    expect(await mayros.auth.list()).toEqual([]);
  });
});

it("tells which profile lacks it, and asks the next one", async () => {
  const { mayros } = openMayros({}, plainStore);
  await mayros.auth.pasteApiKey({ provider, key: KEY });
  const said: string[] = [];
  const run = mayros.run(
    {
      ...{ model: `${provider}/claude-sonnet-4-5`, prompt },
      onEvent: (step) => said.push(step.type === "unready" ? step.message : step.type),
    },
    () => {},
  );
  await expect(run.finished).rejects.toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
    hint: expect.stringContaining(`--auth-choice ${choice} --cloudflare-ai-gateway-account-id`),
  });
  expect(said).toEqual([expect.stringContaining(`is not stored with ${provider}:default`)]);
});

it("refuses what somebody wrote into the store", async () => {
  const { mayros, again } = openMayros({}, plainStore);
  await mayros.onboard({ choice, values: { apiKey: KEY, ...ids } });
  const database = new DatabaseSync(join(mayros.locations.stateDir, "auth.db"));
  const fields = JSON.stringify({ ...ids, accountId: "../../evil" });
  database.prepare("UPDATE profiles SET fields = ?").run(fields);
  database.close();
  const run = again().run({ model: `${provider}/claude-sonnet-4-5`, prompt }, () => {});
  await expect(run.finished).rejects.toMatchObject({
    code: "MAYROS_CREDENTIAL_INVALID",
    message: expect.stringContaining("nothing was sent"),
  });
});

it("reads a store that was written before there were such fields", async () => {
  const { mayros, again } = openMayros({}, plainStore);
  await mayros.auth.pasteApiKey({ provider: "groq", key: KEY });
  mayros.close();
  const database = new DatabaseSync(join(mayros.locations.stateDir, "auth.db"));
  database.exec("ALTER TABLE profiles DROP COLUMN fields; PRAGMA user_version = 2");
  database.close();
  const later = again();
  expect(await later.auth.list()).toMatchObject([{ id: "groq:default" }]);
  await later.onboard({ choice, values: { apiKey: KEY, ...ids } });
  expect(await later.auth.list()).toMatchObject([{ fields: ids }, { id: "groq:default" }]);
});

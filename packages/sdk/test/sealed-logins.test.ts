// Requests with logins that are sealed with a key that the keyring does not give: which of them go on, and what others say.
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { wireAnswers } from "./wire-answers.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
const api = "openai-completions";
const good = wireAnswers.find((wire) => wire.api === api)?.events.join("") ?? "";

/** A sealed login of acme and one of beta in plain text, on a machine without a keyring. */
async function openSealed(env: Record<string, string> = {}) {
  const vendor = await startKeyVendor(() => ({ body: good }));
  const block = { baseUrl: `${vendor.url}/v1`, api, models: [{ id: "m" }] };
  const providers = { acme: block, beta: block };
  const opened = openMayros(
    { agents: { defaults: { model: "acme/m" } }, models: { providers } },
    env,
  );
  const { mayros } = opened;
  await mayros.auth.pasteApiKey({ provider: "acme", key: "stored" });
  await mayros.auth.pasteApiKey({ provider: "beta", key: "of-beta" });
  const database = new DatabaseSync(join(mayros.locations.stateDir, "auth.db"));
  database.exec("UPDATE profiles SET key_id = 'k1-0' WHERE provider = 'acme'");
  database.close();
  const ask = (model: string) =>
    mayros.run({ model, prompt }, () => {}).finished.catch((error: unknown) => error);
  return { ...opened, vendor, ask };
}

const unavailable = {
  code: "MAYROS_KEYRING_UNAVAILABLE",
  exitCode: 1,
  hint: expect.stringContaining("mayros config set auth.store file, and log in again"),
};

it("a request says so, and asks no lower key in its place", async () => {
  const { ask, vendor } = await openSealed({ ACME_API_KEY: "lower" });
  expect(await ask("acme/m")).toMatchObject(unavailable);
  expect(vendor.asked).toEqual([]);
});

it("others go on: another provider, and a live key, which goes before what is stored", async () => {
  const { ask, vendor, warnings } = await openSealed({
    MAYROS_LIVE_ACME_KEY: "live",
    ACME_API_KEY: "lower",
  });
  await ask("beta/m");
  await ask("acme/m");
  expect(vendor.asked).toEqual(["of-beta", "live"]);
  expect(warnings).toEqual([
    expect.stringMatching(/^the keyring .*: no stored login of acme is used$/),
  ]);
});

it("what only lists asks no keyring", async () => {
  const { mayros, warnings } = await openSealed();
  const { auth } = await mayros.models.status();
  const [acme] = auth.providers;
  expect(acme).toMatchObject({
    provider: "acme",
    sources: [{ kind: "profile", name: "acme:default" }],
  });
  expect((await mayros.auth.list()).map(({ id }) => id)).toEqual(["acme:default", "beta:default"]);
  expect((await mayros.models.list()).map(({ key }) => key)).toContain("acme/m");
  expect(warnings).toEqual([]);
});

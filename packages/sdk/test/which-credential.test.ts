// One precedence list over all places that a credential may come from, held against the design's sentence as it
// is written here by hand; and what `apiKey` of the config stands for.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Credential } from "@mayros/core";
import { openProfileStore } from "@mayros/credentials";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMayros, type Mayros } from "../src/index.ts";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { wireAnswers } from "./wire-answers.ts";

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
const api = "openai-completions";
const good = wireAnswers.find((wire) => wire.api === api)?.events.join("") ?? "";
const limited = { status: 429, body: JSON.stringify({ error: { message: "Slow down." } }) };

async function ask(mayros: Mayros, profile?: string): Promise<unknown> {
  const handle = mayros.run({ model: "acme/m", prompt, profile }, () => {});
  return handle.finished.catch((error: unknown) => error);
}

/** Few, so that many stand in several places. */
const key = fc.integer({ min: 1, max: 9 }).map((number) => `key-${number}`);
const keys = fc.array(key, { minLength: 1, maxLength: 3 });

/** First to last. */
const places = {
  live: key,
  liveList: keys,
  oauth: key,
  token: key,
  apiKey: key,
  list: keys,
  main: key,
  second: key,
  tenth: key,
  named: key,
  config: key,
};

type Places = { [Name in keyof typeof places]?: string | string[] };

const environment = (set: Places): Record<string, string> => {
  const variables: readonly [string, string | string[] | undefined][] = [
    ["ACME_API_KEY_B", set.named],
    ["ACME_API_KEY_10", set.tenth],
    ["ACME_API_KEY_2", set.second],
    ["ACME_API_KEY", set.main],
    ["ACME_API_KEYS", set.list],
    ["MAYROS_LIVE_ACME_KEYS", set.liveList],
    ["MAYROS_LIVE_ACME_KEY", set.live],
  ];
  const found = variables.filter(([, value]) => value !== undefined);
  return Object.fromEntries(found.map(([name, value]) => [name, [value].flat().join("; ")]));
};

/** Not in the order in which they are asked. */
function profiles(set: Places): [id: string, Credential][] {
  const { apiKey, token, oauth } = set;
  const found: [string, Credential][] = [];
  if (apiKey) found.push(["acme:key", { type: "api-key", key: String(apiKey) }]);
  if (token) found.push(["acme:token", { type: "token", token: String(token) }]);
  if (oauth) found.push(["acme:oauth", { type: "oauth", access: String(oauth), refresh: "r" }]);
  return found;
}

it("asks live keys, profiles, variables and the config in this order, each credential once", async () => {
  const vendor = await startKeyVendor(() => limited);
  const { mayros, write } = openMayros({});
  const { stateDir } = mayros.locations;
  await fc.assert(
    fc.asyncProperty(fc.record(places, { requiredKeys: [] }), async (set: Places) => {
      for (const file of ["state.db", "auth.db"]) rmSync(join(stateDir, file), { force: true });
      const store = openProfileStore({ stateDir, now: Date.now, warn: () => {} });
      for (const [id, credential] of profiles(set)) await store.save(id, "acme", credential);
      store.close();
      const provider = { baseUrl: `${vendor.url}/v1`, api, apiKey: set.config };
      write("mayros.json", JSON.stringify({ models: { providers: { acme: provider } } }));
      const env = { MAYROS_STATE_DIR: stateDir, HOME: stateDir, ...environment(set) };
      const own = createMayros({ env });
      vendor.asked.length = 0;
      await ask(own);
      own.close();
      const expected = Object.keys(places).flatMap((name) => set[name as keyof Places] ?? []);
      expect(vendor.asked).toEqual(expected.length > 0 ? [...new Set(expected)] : ["none"]);
    }),
    { numRuns: 60 },
  );
}, 60_000);

it("asks a profile that was named alone, though live keys are set", async () => {
  const vendor = await startKeyVendor(() => limited);
  const provider = { baseUrl: `${vendor.url}/v1`, api, apiKey: "key-of-config" };
  const env = { MAYROS_LIVE_ACME_KEY: "key-live", ACME_API_KEY: "key-main" };
  const { mayros } = openMayros({ models: { providers: { acme: provider } } }, env);
  for (const name of ["a", "b"]) {
    const profileId = `acme:${name}`;
    await mayros.auth.pasteApiKey({ provider: "acme", profileId, key: `key-of-${name}` });
  }
  expect(await ask(mayros, "acme:b")).toMatchObject({ statusCode: 429 });
  expect(vendor.asked).toEqual(["key-of-b"]);
  expect(await ask(mayros, "acme:c")).toMatchObject({ code: "MAYROS_PROFILE_UNKNOWN" });
  expect(vendor.asked).toHaveLength(1);
});

describe("apiKey in the config", () => {
  const set = { SOME_KEY: "key-of-variable", ACME_API_KEY: "key-of-env" };

  it.each<[string, string, readonly string[]]>([
    ["a reference to a variable", "$" + "{SOME_KEY}", ["key-of-env", "key-of-variable"]],
    ["a reference to one that is not set", "$" + "{NO_KEY}", ["key-of-env"]],
    ["the name of a variable", "SOME_KEY", ["key-of-env", "key-of-variable"]],
    ["the name of one that is not set", "NO_KEY", ["key-of-env", "NO_KEY"]],
    ["a key", "key-itself", ["key-of-env", "key-itself"]],
    ["a placeholder of another tool", "acme-oauth", ["key-of-env"]],
  ])("may be %s", async (_what, apiKey, asked) => {
    const vendor = await startKeyVendor(() => limited);
    const provider = { baseUrl: `${vendor.url}/v1`, api, apiKey };
    const { mayros, warnings } = openMayros({ models: { providers: { acme: provider } } }, set);
    await ask(mayros);
    expect(vendor.asked).toEqual(asked);
    // It goes to this machine: nothing to warn of.
    expect(warnings).toEqual([]);
  });

  it("that is unset leaves the provider as it is; elsewhere in it the provider is off, with a warning", async () => {
    const vendor = await startKeyVendor(() => ({ body: good }));
    const baseUrl = `${vendor.url}/v1`;
    const unset = "$" + "{NO_URL}";
    const { mayros, warnings } = openMayros({
      models: {
        providers: {
          acme: { baseUrl, api, apiKey: unset },
          off: { baseUrl: unset, api },
        },
      },
    });
    expect(await ask(mayros)).toBeUndefined();
    expect(vendor.asked).toEqual(["none"]);
    expect(warnings).toEqual([expect.stringContaining('provider "off" is disabled')]);
    const handle = mayros.run({ model: "off/m", prompt }, () => {});
    await expect(handle.finished).rejects.toMatchObject({ code: "MAYROS_PROVIDER_DISABLED" });
  });

  it("outside of providers an unset variable is an error at its place", async () => {
    const { mayros } = openMayros({ agents: { defaults: { model: "$" + "{NO_MODEL}" } } });
    expect(await ask(mayros)).toMatchObject({
      code: "MAYROS_CONFIG_INVALID",
      message: expect.stringContaining("agents.defaults.model"),
    });
  });
});

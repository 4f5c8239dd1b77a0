// What a credential is called: one name in errors, events, `models status` and cooldowns, which
// `models auth reset` takes; never the key, not even where that can't be sent.
import { inspect } from "node:util";
import { expect, it } from "vitest";
import type { Mayros } from "../src/index.ts";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";

const api = "openai-completions";
const limited = { status: 429, body: JSON.stringify({ error: { message: "Slow down." } }) };
const PLACE = "models.providers.acme.apiKey";

async function ask(mayros: Mayros, profile?: string) {
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const sources: string[] = [];
  const handle = mayros.run(
    {
      model: "acme/m",
      profile,
      prompt,
      onEvent: (event) => event.type === "attempt" && sources.push(event.source.name),
    },
    () => {},
  );
  const error = (await handle.finished.catch((caught: unknown) => caught)) as Error;
  return { error, sources };
}

it.each(["key-of-config-0123456789", "SOME_KEY", "$" + "{SOME_KEY}"])(
  "%s in the config goes by its place there",
  async (apiKey) => {
    const vendor = await startKeyVendor(() => limited);
    const providers = { acme: { baseUrl: `${vendor.url}/v1`, api, apiKey } };
    const { mayros } = openMayros(
      { agents: { defaults: { model: "acme/m" } }, models: { providers } },
      { SOME_KEY: "key-of-variable-0123456789" },
    );
    const { error, sources } = await ask(mayros);
    expect(error.message).toContain(`(${PLACE}: key-...6789)`);
    const { auth } = await mayros.models.status();
    const used = auth.providers.flatMap((each) => each.sources.map(({ name }) => name));
    const cooling = auth.cooldowns.map(({ credential }) => credential);
    expect({ sources, used, cooling }).toEqual({
      sources: [PLACE],
      used: [PLACE],
      cooling: [PLACE],
    });
    expect(await mayros.auth.reset(PLACE)).toEqual({ cleared: 1 });
  },
);

it("passes over a key that can't be sent, with a warning", async () => {
  const vendor = await startKeyVendor(() => limited);
  const providers = { acme: { baseUrl: `${vendor.url}/v1`, api } };
  const env = { ACME_API_KEY: "canary-1\ncanary-2", ACME_API_KEY_1: "good" };
  const { mayros, warnings } = openMayros({ models: { providers } }, env);
  expect((await ask(mayros)).sources).toEqual(["ACME_API_KEY_1"]);
  expect(vendor.asked).toEqual(["good"]);
  expect(warnings).toEqual([
    "ACME_API_KEY is passed over: it holds a line break or another character that no key can have",
  ]);
});

it.each(["canary-1…", "canary\u200b-1"])("names a key that can't be sent: %j", async (key) => {
  const providers = { acme: { baseUrl: "http://acme.invalid/v1", api, apiKey: key } };
  const { mayros } = openMayros({ models: { providers } });
  const { error, sources } = await ask(mayros);
  expect(sources).toEqual([]);
  expect(error).toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
    message: `no credential for acme: ${PLACE} holds a line break or another character that no key can have`,
    hint: `correct ${PLACE}, or: mayros models auth paste-api-key --provider acme`,
  });
  expect(inspect(error)).not.toContain("canary");
});

it.each([
  ["zai:work", "profile zai:work belongs to zai, not to acme"],
  ["zai:home", 'there is no profile "zai:home"'],
])("%s, named for a model of another provider, is told apart", async (profile, message) => {
  const vendor = await startKeyVendor(() => limited);
  const providers = { acme: { baseUrl: `${vendor.url}/v1`, api } };
  const { mayros } = openMayros({ models: { providers } });
  await mayros.auth.pasteApiKey({
    provider: "zai",
    key: "key-of-zai-0123456789",
    profileId: "zai:work",
  });
  const { error, sources } = await ask(mayros, profile);
  expect(error).toMatchObject({ code: "MAYROS_PROFILE_UNKNOWN", message });
  expect(sources).toEqual([]);
});

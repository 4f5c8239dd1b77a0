// A server of one's own in the place of a vendor: what it is told, and that lists and requests say the same of it.
import { expect, it } from "vitest";
import type { Mayros } from "../src/index.ts";
import { startKeyVendor } from "./key-vendor.ts";
import { openMayros } from "./open-mayros.ts";
import { wireAnswers } from "./wire-answers.ts";

const api = "openai-completions";
const good = wireAnswers.find((wire) => wire.api === api)?.events.join("") ?? "";
const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];

const ask = (mayros: Mayros, model: string, profile?: string): Promise<unknown> =>
  mayros.run({ model, prompt, profile }, () => {}).finished.catch((error: unknown) => error);

it('is told no stored or environment credential where the config says auth: "none", unless a profile is named', async () => {
  const vendor = await startKeyVendor(() => ({ body: good }));
  const env = { MAYROS_LIVE_GROQ_KEY: "live", GROQ_API_KEY: "key", GROQ_API_KEYS: "a b" };
  const block = { baseUrl: `${vendor.url}/v1`, api, auth: "none" };
  const opened = openMayros({ models: { providers: { groq: block } } }, env);
  const { mayros } = opened;
  await mayros.auth.pasteApiKey({ provider: "groq", key: "key-stored" });
  expect(await ask(mayros, "groq/m")).toBeUndefined();
  expect(vendor.asked).toEqual(["none"]);
  expect(await ask(mayros, "groq/m", "groq:default")).toBeUndefined();
  expect(vendor.asked).toEqual(["none", "key-stored"]);
  opened.write(
    "mayros.json",
    JSON.stringify({ models: { providers: { groq: { ...block, apiKey: "beside-it" } } } }),
  );
  expect(await ask(opened.again(), "groq/m")).toBeUndefined();
  expect(vendor.asked.at(-1)).toBe("beside-it");
});

it("gets no variable that programs of a vendor with a login read", async () => {
  const vendor = await startKeyVendor(() => ({ body: good }));
  const block = { baseUrl: `${vendor.url}/v1`, api };
  const plugins = { entries: { "qwen-portal-auth": { enabled: true } } };
  const config = { plugins, models: { providers: { "qwen-portal": block } } };
  const { mayros } = openMayros(config, { QWEN_OAUTH_TOKEN: "of-the-vendor" });
  expect(await ask(mayros, "qwen-portal/coder-model")).toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
  });
  const named = openMayros(config, { QWEN_PORTAL_API_KEY: "for-mayros" });
  expect(await ask(named.mayros, "qwen-portal/coder-model")).toBeUndefined();
  expect(vendor.asked).toEqual(["for-mayros"]);
});

it.each([
  ["openai-codex", {}, false],
  ["openai-codex", { OPENAI_CODEX_API_KEY: "token" }, true],
  ["github-copilot", { GH_TOKEN: "token" }, false],
  ["groq", {}, true],
])(
  "%s with %j counts as available in lists if requests can be made: %s",
  async (provider, env, usable) => {
    const vendor = await startKeyVendor(() => ({ body: good }));
    const block = { baseUrl: `${vendor.url}/v1`, api };
    const { mayros } = openMayros({ models: { providers: { [provider]: block } } }, env);
    const rows = await mayros.models.list({ provider, all: true });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ available }) => available))).toEqual(new Set([usable]));
    const error = await ask(mayros, rows[0]?.key ?? "");
    const isNeeded = (error as { code?: string } | undefined)?.code === "MAYROS_LOGIN_NEEDED";
    expect(isNeeded).toBe(!usable);
  },
);

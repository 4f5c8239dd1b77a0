// What a company may say of a login in `plugins.entries.<id>.config`, for every login that comes with Mayros: all of
// it is heeded, and nothing of the vendor's is left over. https requests would fail: no vendor is ever asked.
import { readdirSync, readFileSync } from "node:fs";
import type { AuthMethod, PluginManifest } from "@mayros/core";
import { loginStage, visit } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import {
  dialectConfig,
  type Enterprise,
  OWN_CLIENT,
  OWN_SECRET,
  startEnterprise,
} from "./enterprise.ts";
import { openMayros } from "./open-mayros.ts";

const plugins = new URL("../../../plugins/", import.meta.url);
const logins = readdirSync(plugins).flatMap((plugin) => {
  const text = readFileSync(new URL(`${plugin}/mayros.plugin.json`, plugins), "utf8");
  const { providers = {} } = JSON.parse(text) as PluginManifest;
  return Object.entries(providers).flatMap(([provider, { authMethods }]) =>
    authMethods
      .filter(({ kind }) => kind === "oauth-browser" || kind === "oauth-device")
      .map((method) => [`${provider} ${method.id}`, { plugin, provider, method }] as const),
  );
});

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];

interface Login {
  readonly plugin: string;
  readonly provider: string;
  readonly method: AuthMethod;
}

it("knows them all", () => {
  expect(logins.map(([name]) => name)).toEqual([
    "github-copilot device",
    "google-antigravity browser",
    "google-gemini-cli browser",
    "kimi-coding device",
    "minimax-portal global",
    "minimax-portal cn",
    "openai-codex browser",
    "openai-codex device",
    "qwen-portal device",
  ]);
});

async function openEnterprise(name: string, { plugin, provider, method }: Login) {
  const enterprise = await startEnterprise();
  onTestFinished(() => enterprise.stop());
  const config = { ...enterprise.config, ...dialectConfig(enterprise)[name] };
  const { mayros } = openMayros(
    { plugins: { entries: { [plugin]: { enabled: true, config } } } },
    { ACME_SSO_SECRET: OWN_SECRET },
  );
  const { ui } = loginStage({
    oauth: {},
    onPrompt: ({ url, userCode }) => void (userCode === undefined && visit(url)),
  }).context;
  return {
    enterprise,
    ask: () => mayros.run({ model: `${provider}/some-model`, prompt }, () => {}).finished,
    profiles: () => mayros.auth.list(provider),
    login: () => mayros.auth.login({ provider, method: method.id, acceptTerms: true, ui }),
  };
}

/** Of every request of the login, whoever it was sent to. */
const sent = ({ login, dialects }: Enterprise) => [
  ...login
    .journal()
    .filter(({ path }) => path !== "/userinfo")
    .map(({ parameters }) => parameters),
  ...dialects,
];

it.each(logins)("%s is the company's own", async (name, given) => {
  const { enterprise, login, profiles, ask } = await openEnterprise(name, given);
  await login();
  const requests = sent(enterprise);
  expect(new Set(requests.map(({ client_id }) => client_id))).toEqual(new Set([OWN_CLIENT]));
  const grants = requests.filter(({ grant_type }) => grant_type !== undefined);
  expect(grants.length).toBeGreaterThan(0);
  for (const { client_secret } of grants) expect(client_secret).toBe(OWN_SECRET);
  // That dialect has no place for scopes.
  if (name !== "openai-codex device") expect(requests[0]?.scope).toBe("scope-1 scope-2");
  if (given.method.kind === "oauth-browser") {
    const { port } = new URL(requests[0]?.redirect_uri ?? "");
    expect(Number(port)).toBe(enterprise.config.redirectPort);
  }
  // GitHub's tokens are stored without an account.
  const email = name === "github-copilot device" ? undefined : "ada@acme.example";
  expect((await profiles())[0]?.email).toBe(email);

  await ask().catch(() => {});
  expect(enterprise.asked.length).toBeGreaterThan(0);
  for (const path of enterprise.asked) expect(path).toMatch(/^\w+ \/api-of-acme\//);
});

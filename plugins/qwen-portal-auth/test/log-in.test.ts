// The flow as it ships, with nothing but the endpoints changed: the manifest's client and scopes, against a server of
// ours that checks the proof of PKCE.
import { readFileSync } from "node:fs";
import type { AuthFlow, OAuthCredential, OAuthSettings, PluginManifest } from "@mayros/core";
import {
  type AuthorizationServer,
  fastClock,
  loginStage,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import plugin from "../src/index.ts";

const text = readFileSync(new URL("../mayros.plugin.json", import.meta.url), "utf8");
const { oauth: declared } = JSON.parse(text) as PluginManifest;

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer({ tokenFields: { resource_url: "portal.qwen.ai" } });
});
afterEach(() => server.stop());

function oauth(): OAuthSettings {
  const { tokenUrl, deviceAuthorizationUrl } = server.oauth;
  return { ...declared, tokenUrl, deviceAuthorizationUrl };
}

function flow(): Required<AuthFlow> {
  const own = plugin.auth?.device;
  if (!own?.refresh) throw new Error("the plugin has no login");
  return own as Required<AuthFlow>;
}

function asked(path: string) {
  return server.journal().filter((entry) => entry.path === path);
}

describe("a login", () => {
  it("shows a page and a code, proves who asks, and keeps the host of the token", async () => {
    const stage = loginStage({ oauth: oauth(), clock: fastClock() });
    server.switches.deviceAnswers = ["authorization_pending", "slow_down"];
    const before = stage.context.clock.now();
    const credential = await flow().login(stage.context);
    expect(credential).toEqual({
      type: "oauth",
      access: expect.stringMatching(/^access-/),
      refresh: expect.stringMatching(/^refresh-/),
      expiresAt: expect.any(Number),
      baseUrl: "https://portal.qwen.ai/v1",
    });
    expect((credential as OAuthCredential).expiresAt).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(stage.prompts).toHaveLength(1);
    expect(stage.prompts[0]).toMatchObject({
      userCode: expect.any(String),
      url: `${server.url}/device`,
    });
    const [code] = asked("/device/code");
    expect(code?.parameters).toMatchObject({
      client_id: "f0304373b74a44d2b584a3fb70ca9e56",
      scope: "openid profile email model.completion",
      code_challenge_method: "S256",
    });
    const polls = asked("/token");
    expect(polls).toHaveLength(3);
    expect(polls[2]?.parameters.code_verifier).toMatch(/^[\w-]{43}$/);
    for (const { headers } of [...asked("/device/code"), ...polls]) {
      expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it("ends where the person says no", async () => {
    server.switches.deviceAnswers = ["access_denied"];
    const stage = loginStage({ oauth: oauth(), clock: fastClock() });
    await expect(flow().login(stage.context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_DENIED",
    });
  });

  it("waits longer where the server says so with 429, as this one does", async () => {
    server.switches.deviceAnswers = [{ status: 429, body: { error: "slow_down" } }];
    const clock = fastClock();
    await flow().login(loginStage({ oauth: oauth(), clock }).context);
    expect(clock.slept).toHaveLength(2);
    expect(clock.slept[1]).toBeGreaterThan(clock.slept[0] ?? 0);
  });
});

describe("a refresh", () => {
  const stale = (refresh: string): OAuthCredential => ({
    type: "oauth",
    access: "old",
    refresh,
    expiresAt: 1,
    baseUrl: "https://dashscope.aliyuncs.com/compatible-mode/v1",
    email: "ada@example.com",
  });
  const renew = (credential: OAuthCredential) =>
    flow().refresh(credential, loginStage({ oauth: oauth() }).context);

  it("keeps the refresh token, the host and the account where none come", async () => {
    server.switches.keepsRefreshToken = true;
    server.switches.tokenFields = {};
    const { refresh } = server.issue();
    expect(await renew(stale(refresh))).toEqual({
      ...stale(refresh),
      access: expect.stringMatching(/^access-/),
      expiresAt: expect.any(Number),
    });
  });

  it("takes those that come", async () => {
    const { refresh } = server.issue();
    const renewed = await renew(stale(refresh));
    expect(renewed.refresh).not.toBe(refresh);
    expect(renewed.baseUrl).toBe("https://portal.qwen.ai/v1");
  });

  it.each([
    [400, { error: "invalid_request" }, "MAYROS_LOGIN_NEEDED"],
    [400, "not even JSON", "MAYROS_LOGIN_NEEDED"],
    [401, { error: "whatever" }, "MAYROS_LOGIN_NEEDED"],
    [401, { error: "invalid_client" }, "MAYROS_LOGIN_MISCONFIGURED"],
    [429, { error: "slow_down" }, "MAYROS_LOGIN_UNAVAILABLE"],
    [503, {}, "MAYROS_LOGIN_UNAVAILABLE"],
  ])("reads %i with %j as %s", async (status, body, code) => {
    server.switches.tokenAnswers = [{ status, body }];
    await expect(renew(stale(server.issue().refresh))).rejects.toMatchObject({ code });
  });
});

// The two logins and their renewal, against servers that check what they are asked.
import type { OAuthCredential } from "@mayros/core";
import {
  type AuthorizationServer,
  fastClock,
  type LoginStageOptions,
  loginStage,
  startAuthorizationServer,
  visit,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import plugin from "../src/index.ts";
import { accessToken, makeJwt } from "./fakes/make-jwt.ts";
import { type CodexService, startCodexService } from "./fakes/start-codex-service.ts";

let server: AuthorizationServer;
let service: CodexService;
beforeEach(async () => {
  server = await startAuthorizationServer({
    tokenFields: {
      access_token: accessToken("ada"),
      id_token: makeJwt({ sub: "user-1", email: "ada@example.com" }),
    },
  });
  service = await startCodexService(server);
});
afterEach(async () => {
  await server.stop();
  await service.stop();
});

function stageOf(more: Partial<LoginStageOptions> = {}) {
  const { clientId, authorizationUrl, tokenUrl } = server.oauth;
  const oauth = {
    ...manifest.oauth,
    clientId,
    authorizationUrl,
    tokenUrl,
    deviceAuthorizationUrl: `${service.authUrl}/api/accounts/deviceauth/usercode`,
    redirectUri: "http://localhost/auth/callback",
  };
  return loginStage({ oauth, ...more });
}

const account = {
  type: "oauth",
  access: accessToken("ada"),
  refresh: expect.any(String),
  expiresAt: expect.any(Number),
  accountId: "ada",
  email: "ada@example.com",
  extras: { plan: "plus" },
};

describe("in the browser", () => {
  it("comes back with the account", async () => {
    const { context, prompts } = stageOf({ onPrompt: ({ url }) => void visit(url) });
    expect(await plugin.auth?.browser?.login(context)).toEqual(account);
    const [asked] = prompts.map(({ url }) => new URL(url).searchParams);
    expect(Object.fromEntries(asked ?? [])).toMatchObject({
      scope: "openid profile email offline_access",
      code_challenge_method: "S256",
      id_token_add_organizations: "true",
      codex_cli_simplified_flow: "true",
      originator: "mayros",
    });
    expect(asked?.get("redirect_uri")).toMatch(/^http:\/\/localhost:\d+\/auth\/callback$/);
  });

  it("names the program that the config names", async () => {
    const { context, prompts } = stageOf({
      config: { originator: "acme" },
      onPrompt: ({ url }) => void visit(url),
    });
    await plugin.auth?.browser?.login(context);
    expect(prompts[0]?.url).toContain("originator=acme");
  });

  it("declares the one address that OpenAI knows", () => {
    expect(manifest.oauth.redirectUri).toBe("http://localhost:1455/auth/callback");
  });

  it("takes no tokens without an account", async () => {
    server.switches.tokenFields = { access_token: "opaque" };
    const { context } = stageOf({ onPrompt: ({ url }) => void visit(url) });
    await expect(plugin.auth?.browser?.login(context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
    });
  });
});

describe("by code", () => {
  it("waits until the person has typed it", async () => {
    const clock = fastClock();
    service.polls.push(
      { status: 403, body: {} },
      { status: 404, body: { error: { code: "deviceauth_authorization_pending" } } },
      { status: 400, body: { error: "slow_down" } },
      { status: 502, body: {} },
    );
    const { context, prompts } = stageOf({ clock });
    expect(await plugin.auth?.device?.login(context)).toEqual(account);
    expect(prompts).toEqual([
      {
        url: `${service.authUrl}/codex/device`,
        userCode: "ABCD-EFGH",
        expiresAt: expect.any(Number),
      },
    ]);
    expect(clock.slept).toEqual([5000, 5000, 5000, 10_000, 20_000]);
    expect(server.stat().logins).toBe(1);
  });

  it("says that it is not offered, and what is", async () => {
    service.devices = false;
    await expect(plugin.auth?.device?.login(stageOf().context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      hint: expect.stringContaining("--method browser"),
    });
  });

  it("ends after a quarter of an hour", async () => {
    const clock = fastClock();
    for (let index = 0; index < 300; index += 1) service.polls.push({ status: 403, body: {} });
    await expect(plugin.auth?.device?.login(stageOf({ clock }).context)).rejects.toMatchObject({
      code: "MAYROS_TIMEOUT",
    });
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(15 * 60_000);
  });

  it.each([
    [{ error: { code: "access_denied" } }, "MAYROS_LOGIN_DENIED"],
    [{ error: { code: "expired" } }, "MAYROS_LOGIN_MISCONFIGURED"],
  ])("stops for %j", async (body, code) => {
    service.polls.push({ status: 400, body });
    const login = plugin.auth?.device?.login(stageOf({ clock: fastClock() }).context);
    await expect(login).rejects.toMatchObject({ code });
  });
});

describe("renewal", () => {
  const refresh = (credential: OAuthCredential) =>
    plugin.auth?.browser?.refresh?.(credential, stageOf().context);
  const before = (token: string): OAuthCredential => ({
    type: "oauth",
    access: "old",
    refresh: token,
    accountId: "ada",
    email: "ada@example.com",
  });

  it("spends the token and keeps the next one", async () => {
    const { refresh: first } = server.issue();
    const renewed = await refresh(before(first));
    expect(renewed).toEqual(account);
    expect(renewed?.refresh).not.toBe(first);
    expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
  });

  it.each([
    "refresh_token_reused",
    "refresh_token_expired",
    "refresh_token_invalidated",
    "app_session_terminated",
    "something_new",
  ])("wants a person after %s", async (code) => {
    server.switches.tokenAnswers = [
      { status: 401, body: { error: { code, message: "Please try signing in again." } } },
    ];
    const renewal = refresh(before(server.issue().refresh));
    await expect(renewal).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
  });

  it("waits for a server that is ill", async () => {
    server.switches.tokenAnswers = ["html"];
    const renewal = refresh(before(server.issue().refresh));
    await expect(renewal).rejects.toMatchObject({ code: "MAYROS_LOGIN_UNAVAILABLE" });
  });
});

// The flow as it ships, with nothing but the endpoints changed, against a local server in the vendor's own form.
import { readFileSync } from "node:fs";
import type { AuthFlow, OAuthCredential, OAuthSettings, PluginManifest } from "@mayros/core";
import { fastClock, loginStage } from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import plugin from "../src/index.ts";
import { type LocalPortal, startLocalPortal } from "./local-portal.ts";

const text = readFileSync(new URL("../mayros.plugin.json", import.meta.url), "utf8");
const manifest = JSON.parse(text) as PluginManifest;

let portal: LocalPortal;
beforeEach(async () => {
  portal = await startLocalPortal();
});
afterEach(() => portal.stop());

const oauth = (): OAuthSettings => ({
  ...manifest.oauth,
  ...portal.oauth,
});

function flow(method: string): Required<AuthFlow> {
  const own = plugin.auth?.[method];
  if (!own?.refresh) throw new Error(`the plugin has no login ${method}`);
  return own as Required<AuthFlow>;
}

const stage = (given: Partial<Parameters<typeof loginStage>[0]> = {}) =>
  loginStage({ oauth: oauth(), clock: fastClock(Date.now()), ...given });

describe("the manifest", () => {
  it("names a flow for each of its methods, and a server for each region", () => {
    const methods = manifest.providers?.["minimax-portal"]?.authMethods ?? [];
    expect(methods.map(({ id }) => id)).toEqual(Object.keys(plugin.auth ?? {}));
    expect(manifest.oauth?.tokenUrl).toBe("https://account.minimax.io/oauth2/token");
    expect(methods[1]?.oauth?.tokenUrl).toBe("https://account.minimaxi.com/oauth2/token");
  });
});

describe.each(["global", "cn"])("a login (%s)", (method) => {
  const login = (given?: Parameters<typeof stage>[0]) => {
    const set = stage(given);
    return { set, done: flow(method).login(set.context) };
  };

  it("shows a code, waits for the person, and says what the vendor says", async () => {
    portal.tokenFields = {
      resource_url: "https://api.minimax.io",
      notification_message: "Your plan ends soon.",
    };
    portal.tokenAnswers.push(
      { status: 200, body: { status: "pending" } },
      { status: 400, body: { error: "authorization_pending" } },
    );
    const { set, done } = login();
    const expiresAt = Date.now() + 900_000;
    const credential = (await done) as OAuthCredential;
    expect(credential).toEqual({
      type: "oauth",
      access: expect.stringMatching(/^access-/),
      refresh: expect.stringMatching(/^refresh-/),
      expiresAt: expect.any(Number),
      baseUrl: "https://api.minimax.io/anthropic",
    });
    expect(Math.abs((credential.expiresAt ?? 0) - expiresAt)).toBeLessThan(60_000);
    expect(set.notes).toEqual(["MiniMax says: Your plan ends soon."]);
    const [code, ...polls] = portal.asked;
    expect(code?.form).toMatchObject({
      response_type: "code",
      scope: "group_id profile model.completion",
      code_challenge_method: "S256",
      state: expect.stringMatching(/^.{32,}$/),
    });
    expect(code?.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(set.prompts).toEqual([
      {
        url: expect.stringContaining("/oauth-authorize?user_code="),
        userCode: polls[0]?.form.user_code,
        expiresAt: expect.any(Number),
      },
    ]);
    expect(set.opened).toEqual([set.prompts[0]?.url]);
    expect(polls).toHaveLength(3);
  });

  it("opens nothing where the browser is elsewhere", async () => {
    const { set, done } = login({ remote: true });
    expect(await done).not.toHaveProperty("baseUrl");
    expect(set.opened).toEqual([]);
  });
});

describe("a login that fails", () => {
  const login = () => flow("global").login(stage().context);

  it("takes no code of another login", async () => {
    portal.codeFields = { state: "theirs" };
    await expect(login()).rejects.toMatchObject({ code: "MAYROS_LOGIN_DENIED" });
    expect(portal.asked).toHaveLength(1);
  });

  it("shows what the vendor says on one line, and its page as a browser reads it", async () => {
    portal.codeFields = { verification_uri: " https://login.acme.example/a\tb\n?x=\u001b[2J" };
    portal.tokenFields = { notification_message: "Hello\nerror: run\u001b[31m this\u202e" };
    const set = stage();
    await flow("global").login(set.context);
    expect(set.prompts[0]?.url).toBe("https://login.acme.example/ab?x=%1B[2J");
    expect(set.notes).toEqual(["MiniMax says: Hello error: run [31m this"]);
  });

  it("shows no page that is not safe", async () => {
    portal.codeFields = { verification_uri: "http://phish.example/" };
    await expect(login()).rejects.toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
  });

  it("stops when the code has ended, whatever the server says", async () => {
    portal.codeFields = { expired_in: 2, interval: 1500 };
    portal.tokenAnswers.push(...Array(9).fill({ status: 200, body: { status: "pending" } }));
    await expect(login()).rejects.toMatchObject({ code: "MAYROS_TIMEOUT" });
    expect(portal.asked).toHaveLength(2);
  });

  it.each([
    [200, { status: "error", base_resp: { status_msg: "rejected" } }, "MAYROS_LOGIN_DENIED"],
    [403, { error: "access_denied" }, "MAYROS_LOGIN_DENIED"],
    [400, { error: "expired_token" }, "MAYROS_TIMEOUT"],
    [400, { error: "invalid_request" }, "MAYROS_LOGIN_MISCONFIGURED"],
  ])("reads %i with %j as %s", async (status, body, code) => {
    portal.tokenAnswers.push({ status, body });
    await expect(login()).rejects.toMatchObject({ code });
  });

  it("goes on after a bad gateway", async () => {
    portal.tokenAnswers.push({ status: 502, body: "<html>" }, { status: 200, body: "<html>" });
    expect(await login()).toMatchObject({ type: "oauth" });
    expect(portal.asked).toHaveLength(4);
  });
});

describe("a refresh", () => {
  const renew = (credential: OAuthCredential) => flow("cn").refresh(credential, stage().context);
  const loggedIn = async () => (await flow("cn").login(stage().context)) as OAuthCredential;

  it("spends the refresh token once, and keeps the host", async () => {
    portal.tokenFields = { resource_url: "https://api.minimaxi.com" };
    const first = await loggedIn();
    portal.tokenFields = { expired_in: undefined, expires_in: 900 };
    const second = await renew({ ...first, email: "ada@example.com" });
    expect(second).toMatchObject({ baseUrl: first.baseUrl, email: "ada@example.com" });
    expect(second.access).not.toBe(first.access);
    expect(second.refresh).not.toBe(first.refresh);
    expect(Math.abs((second.expiresAt ?? 0) - Date.now() - 900_000)).toBeLessThan(60_000);
    expect(portal.asked.at(-1)?.form).toEqual({
      grant_type: "refresh_token",
      client_id: "78257093-7e40-4613-99e0-527b14b39113",
      refresh_token: first.refresh,
    });
    await expect(renew(first)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
  });

  it("keeps a refresh token that is not replaced", async () => {
    const first = await loggedIn();
    portal.tokenFields = { refresh_token: undefined };
    expect((await renew(first)).refresh).toBe(first.refresh);
  });

  it.each([
    [400, { error: "invalid_grant" }, "MAYROS_LOGIN_NEEDED"],
    [401, {}, "MAYROS_LOGIN_NEEDED"],
    [401, { error: "invalid_client" }, "MAYROS_LOGIN_MISCONFIGURED"],
    [200, { status: "error", base_resp: { status_code: 1013 } }, "MAYROS_LOGIN_UNAVAILABLE"],
    [503, "", "MAYROS_LOGIN_UNAVAILABLE"],
  ])("reads %i with %j as %s", async (status, body, code) => {
    const first = await loggedIn();
    portal.tokenAnswers.push({ status, body });
    const failed = renew(first);
    await expect(failed).rejects.toMatchObject({ code });
    await expect(failed).rejects.not.toThrow(first.refresh ?? "");
  });
});

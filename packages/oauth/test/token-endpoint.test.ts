// Refreshes against a token endpoint that misbehaves: T11, T12, T13, and S18-S22, S31, S35 with them.
import type { OAuthCredential } from "@mayros/core";
import {
  type AuthorizationServer,
  loginStage,
  type OddAnswer,
  startAuthorizationServer,
  startModelServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refreshTokens, toCredential } from "../src/index.ts";

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

const stored = (): OAuthCredential => {
  const { access, refresh } = server.issue();
  return { type: "oauth", access, refresh, expiresAt: 1, extras: { region: "eu" } };
};

function refresh(credential = stored(), how: Parameters<typeof refreshTokens>[2] = {}) {
  return refreshTokens(credential, loginStage({ oauth: server.oauth }).context, how);
}

const huge = `{"access_token":"a","padding":"${"x".repeat(10_000_000)}"}`;
const html = { "content-type": "text/html" };

describe("an answer that is none", () => {
  it.each<[string, OddAnswer, object]>([
    ["a proxy's page", "html", { status: 502 }],
    [
      "a captive portal",
      { status: 200, body: "<html>Log in to the hotel", headers: html },
      { status: 200 },
    ],
    ["a firewall's page", { status: 403, body: "<!DOCTYPE html>", headers: html }, { status: 403 }],
    ["an empty body", { status: 200, body: "" }, { status: 200 }],
    ["half of a body", { status: 200, body: '{"access_token":"a"' }, { status: 200 }],
    ["a list", { status: 200, body: [] }, {}],
    ["another object", { status: 200, body: { ok: true } }, {}],
    ["10 MB", { status: 200, body: huge }, { status: 200 }],
    ["a bare 400", { status: 400, body: "" }, { status: 400 }],
    ["a bare 500", { status: 500, body: "" }, { status: 500 }],
    ["a limit", { status: 429, body: {}, headers: { "retry-after": "7" } }, { retryAfter: 7000 }],
    ["a cut connection", "drop-unread", {}],
  ])("may be better later: %s", async (_name, answer, details) => {
    server.switches.tokenAnswers.push(answer);
    await expect(refresh()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_UNAVAILABLE",
      details: { sent: true, ...details },
    });
    expect(server.journal()).toHaveLength(1);
  });

  it("comes from a server that is silent, and is told apart", async () => {
    server.switches.tokenAnswers.push("stall");
    await expect(refresh(stored(), { timeout: 50 })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_UNAVAILABLE",
      details: { sent: true, timedOut: true },
    });
  });

  it("comes from a server that is not there, which can't have seen anything", async () => {
    const credential = stored();
    await server.stop();
    await expect(refresh(credential)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_UNAVAILABLE",
      details: { sent: false },
    });
  });
});

describe("an answer that is odd", () => {
  it.each<[string, OddAnswer]>([
    ["text/plain", { status: 200, body: '{"access_token":"a"}' }],
    ["HTML by name only", { status: 200, body: { access_token: "a" }, headers: html }],
    ["with a byte order mark", { status: 200, body: '\uFEFF{"access_token":"a"}' }],
    ["201", { status: 201, body: { access_token: "a", token_type: "bearer" } }],
  ])("counts: %s", async (_name, answer) => {
    server.switches.tokenAnswers.push(answer);
    expect(await refresh()).toMatchObject({ accessToken: "a" });
  });

  it("may be an error with status 200", async () => {
    server.switches.tokenAnswers.push({ status: 200, body: { error: "invalid_grant" } });
    await expect(refresh()).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
  });
});

it("follows no redirect, so nobody else gets the token", async () => {
  const other = await startModelServer();
  for (const status of [301, 302, 303, 307, 308]) {
    const headers = { location: `${other.url}/token` };
    server.switches.tokenAnswers.push({ status, body: "", headers });
    await expect(refresh()).rejects.toMatchObject({ code: "MAYROS_LOGIN_UNAVAILABLE" });
  }
  expect(other.journal()).toEqual([]);
  await other.stop();
});

describe("what is stored then", () => {
  it("keeps the refresh token where no new one came", async () => {
    server.switches.keepsRefreshToken = true;
    const before = stored();
    const after = toCredential(await refresh(before), before);
    expect(after).toMatchObject({ refresh: before.refresh, extras: { region: "eu" } });
    expect(after.access).not.toBe(before.access);
  });

  it("replaces it where one came", async () => {
    const before = stored();
    const after = toCredential(await refresh(before), before);
    expect(after.refresh).toEqual(expect.any(String));
    expect(after.refresh).not.toBe(before.refresh);
  });

  it("forgets the old expiry where the server names none", async () => {
    server.switches.expiresIn = undefined;
    const before = stored();
    expect(toCredential(await refresh(before), before)).not.toHaveProperty("expiresAt");
  });
});

describe("what is sent", () => {
  it("is a form with the client's id, and nothing in the URL or the headers", async () => {
    const before = stored();
    await refresh(before);
    const [entry] = server.journal();
    expect(entry).toMatchObject({ method: "POST", path: "/token" });
    expect(entry?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(entry?.headers).not.toHaveProperty("authorization");
    expect(entry?.parameters).toEqual({
      grant_type: "refresh_token",
      refresh_token: before.refresh,
      client_id: "client-1",
    });
  });

  it("has the secret of a client that has one, in the body", async () => {
    server.switches.clientSecret = "s3";
    const { context } = loginStage({ oauth: { ...server.oauth, clientSecret: "s3" } });
    expect(await refreshTokens(stored(), context)).toMatchObject({
      accessToken: expect.any(String),
    });
    await expect(refresh()).rejects.toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
  });

  it("has what its vendor wants besides", async () => {
    await refresh(stored(), { parameters: { scope: "a" }, headers: { "x-request-id": "1" } });
    expect(server.journal()).toMatchObject([
      { parameters: { scope: "a" }, headers: { "x-request-id": "1" } },
    ]);
  });

  it("is nothing without a refresh token", async () => {
    const { refresh: _none, ...without } = stored();
    await expect(refresh(without)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
    expect(server.journal()).toEqual([]);
  });

  it.each([
    ["http://login.example/token", /not https/],
    ["https://a:b@login.example/token", /user name or password/],
    ["ftp://login.example/token", /not https/],
    ["login.example", /not a URL/],
    [undefined, /no tokenUrl/],
  ])("is nothing to %s", async (tokenUrl, message) => {
    const { tokenUrl: _ours, ...others } = server.oauth;
    const oauth = tokenUrl === undefined ? others : { ...others, tokenUrl };
    const asked: unknown[] = [];
    const { context } = loginStage({
      oauth,
      fetch: async (input) => {
        asked.push(input);
        return new Response("{}");
      },
    });
    await expect(refreshTokens(stored(), context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      message: expect.stringMatching(message),
    });
    expect(asked).toEqual([]);
  });
});

it("says in no error what was sent", async () => {
  const before = stored();
  const echo = { error: "invalid_grant", error_description: `${before.refresh} is unknown to us` };
  server.switches.tokenAnswers.push({ status: 400, body: echo });
  const error = await refresh(before).catch((each: unknown) => each);
  expect(error).toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
  const { message, stack, details, hint } = error as Error & Record<string, unknown>;
  expect(JSON.stringify({ message, stack, details, hint })).not.toContain(before.refresh);
});

it("is stopped when its caller stops", async () => {
  server.switches.tokenAnswers.push("stall");
  const stop = new AbortController();
  const { context } = loginStage({ oauth: server.oauth, signal: stop.signal });
  const refreshed = refreshTokens(stored(), context);
  setTimeout(() => stop.abort(), 20);
  await expect(refreshed).rejects.toMatchObject({ code: "MAYROS_ABORTED" });
});

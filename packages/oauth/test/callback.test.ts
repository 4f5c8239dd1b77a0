// Abuse of the page that the browser comes back to: T2, T3, T4, T5, T15, and S4, S6, S7, S24 with them.
import { once } from "node:events";
import { connect } from "node:net";
import { type AuthorizationServer, startAuthorizationServer } from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PendingLogin, pendingLogin } from "./pending-login.ts";
import { get, isListening, rawRequest } from "./raw-request.ts";

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

const exchanges = () => server.journal().filter(({ path }) => path === "/token").length;

async function finish({ port, answer, tokens }: PendingLogin): Promise<void> {
  expect(await get(port, await answer())).toMatch(/^HTTP\/1\.1 200 /);
  expect(server.knows((await tokens).accessToken)).toBe(true);
  expect(exchanges()).toBe(1);
  expect(await isListening(port)).toBe(false);
}

describe("an answer that is not the one", () => {
  it.each([
    ["another state", (state: string) => `code=c&state=${state}x`],
    ["no state", () => "code=c"],
    ["an empty state", () => "code=c&state="],
    ["two states", (state: string) => `code=c&state=${state}&state=${state}`],
    ["a state that is a list", (state: string) => `code=c&state[]=${state}`],
    ["two codes", (state: string) => `code=c&code=d&state=${state}`],
    ["two issuers", (state: string) => `code=c&state=${state}&iss=a&iss=b`],
    ["no code", (state: string) => `state=${state}`],
    ["an error of somebody else", () => "error=access_denied&state=x"],
  ])("is turned away with 400: %s", async (_name, query) => {
    const login = await pendingLogin(server);
    const answer = await get(login.port, `/callback?${query(login.state)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toContain(login.state);
    expect(exchanges()).toBe(0);
    await finish(login);
  });

  it.each([
    ["POST", (port: number) => ["POST /callback?code=c HTTP/1.1", `Host: 127.0.0.1:${port}`]],
    ["HEAD", (port: number) => ["HEAD /callback?code=c HTTP/1.1", `Host: 127.0.0.1:${port}`]],
    ["OPTIONS", (port: number) => ["OPTIONS /callback HTTP/1.1", `Host: 127.0.0.1:${port}`]],
    ["favicon", (port: number) => ["GET /favicon.ico HTTP/1.1", `Host: 127.0.0.1:${port}`]],
    ["a longer path", (port: number) => ["GET /callback/ HTTP/1.1", `Host: 127.0.0.1:${port}`]],
    ["an encoded path", (port: number) => ["GET /%63allback HTTP/1.1", `Host: 127.0.0.1:${port}`]],
    [
      "a path with dots",
      (port: number) => ["GET /x/../callback HTTP/1.1", `Host: 127.0.0.1:${port}`],
    ],
    [
      "a whole URL",
      (port: number) => [
        `GET http://127.0.0.1:${port}/callback HTTP/1.1`,
        `Host: 127.0.0.1:${port}`,
      ],
    ],
    ["another host", (port: number) => ["GET /callback HTTP/1.1", `Host: evil.example:${port}`]],
    [
      "the other loopback name",
      (port: number) => ["GET /callback HTTP/1.1", `Host: localhost:${port}`],
    ],
    ["another port", () => ["GET /callback HTTP/1.1", "Host: 127.0.0.1:1"]],
  ])("is not found: %s", async (_name, head) => {
    const login = await pendingLogin(server);
    // The right state changes nothing about it.
    const [first = "", ...rest] = head(login.port);
    const line = first.replace(
      " HTTP",
      `${first.includes("?") ? "&" : "?"}state=${login.state} HTTP`,
    );
    const answer = await rawRequest(login.port, [line, ...rest, "Connection: close"]);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(exchanges()).toBe(0);
    await finish(login);
  });
});

it("makes one exchange of fifty equal answers at once", async () => {
  const login = await pendingLogin(server);
  const path = await login.answer();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => get(login.port, path).catch(() => "refused")),
  );
  expect(answers.filter((each) => each.startsWith("HTTP/1.1 200 "))).toHaveLength(1);
  await login.tokens;
  expect(exchanges()).toBe(1);
});

it("leaves no connection open, not even one on which half was said", async () => {
  const login = await pendingLogin(server);
  const halting = connect(login.port, "127.0.0.1").resume();
  await once(halting, "connect");
  halting.write("GET /callback HTTP/1.1\r\n");
  const closed = once(halting, "close");
  await finish(login);
  await closed;
});

describe("a refusal", () => {
  it("is shown as text, with headers that keep it to itself", async () => {
    const login = await pendingLogin(server);
    const said = encodeURIComponent("<script>alert(1)</script>");
    const query = `error=access_denied&error_description=${said}&state=${login.state}`;
    const answer = await get(login.port, `/callback?${query}`);
    expect(answer).toContain("&lt;script&gt;");
    expect(answer).not.toContain("<script>");
    expect(answer).not.toContain(login.state);
    for (const header of ["cache-control: no-store", "referrer-policy: no-referrer"]) {
      expect(answer.toLowerCase()).toContain(header);
    }
    expect(answer).toContain("content-security-policy: default-src 'none'");
    await expect(login.tokens).rejects.toMatchObject({ code: "MAYROS_LOGIN_DENIED", exitCode: 5 });
    expect(exchanges()).toBe(0);
    expect(await isListening(login.port)).toBe(false);
  });

  it.each([
    ["server_error", "MAYROS_LOGIN_UNAVAILABLE"],
    ["invalid_scope", "MAYROS_LOGIN_MISCONFIGURED"],
    ["login_required", "MAYROS_LOGIN_DENIED"],
    ["made_up", "MAYROS_LOGIN_MISCONFIGURED"],
  ])("of %s is %s", async (error, code) => {
    const login = await pendingLogin(server);
    await get(login.port, `/callback?error=${error}&state=${login.state}`);
    await expect(login.tokens).rejects.toMatchObject({ code, details: { error } });
  });
});

describe("an answer that names an issuer", () => {
  const declared = () => ({ oauth: { ...server.oauth, issuer: "https://login.example" } });

  it.each([
    ["another one than was declared", "&iss=https://other.example", declared],
    ["one that only begins like it", "&iss=https://login.example.evil.example", declared],
    ["none where one was declared", "", declared],
    ["another origin where none was declared", "&iss=https://other.example", () => ({})],
  ])("is of no use: %s", async (_name, iss, options) => {
    const login = await pendingLogin(server, options());
    await get(login.port, `${await login.answer()}${iss}`);
    await expect(login.tokens).rejects.toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
    expect(exchanges()).toBe(0);
  });

  it.each([
    ["the declared one", "&iss=https://login.example", declared],
    ["the origin of the login page", undefined, () => ({})],
  ])("is taken: %s", async (_name, iss, options) => {
    const login = await pendingLogin(server, options());
    await get(login.port, `${await login.answer()}${iss ?? `&iss=${server.url}`}`);
    expect(server.knows((await login.tokens).accessToken)).toBe(true);
  });
});

it("takes no code of one login for another", async () => {
  const other = await startAuthorizationServer();
  const [ours, theirs] = [await pendingLogin(server), await pendingLogin(other)];
  expect(await get(ours.port, await theirs.answer())).toMatch(/^HTTP\/1\.1 400 /);
  expect(exchanges()).toBe(0);
  expect(other.stat().logins).toBe(0);
  await finish(ours);
  expect(await get(theirs.port, await theirs.answer())).toMatch(/^HTTP\/1\.1 200 /);
  await theirs.tokens;
  await other.stop();
});

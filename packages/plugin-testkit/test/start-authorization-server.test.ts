// The authorization server itself: what it refuses is what makes tests of clients worth something.
import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AuthorizationServer, startAuthorizationServer } from "../src/index.ts";

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

const verifier = "v".repeat(43);
const challenge = createHash("sha256").update(verifier).digest("base64url");

async function post(path: string, form: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ client_id: "client-1", ...form });
  return fetch(server.url + path, { method: "POST", body });
}

async function token(form: Record<string, string>): Promise<unknown> {
  const response = await post("/token", form);
  return { status: response.status, ...((await response.json()) as object) };
}

async function askCode(): Promise<string> {
  const page = new URL(`${server.url}/authorize`);
  const redirect_uri = "http://127.0.0.1:9/cb";
  page.search = new URLSearchParams({
    response_type: "code",
    client_id: "client-1",
    redirect_uri,
    state: "s",
    code_challenge: challenge,
    code_challenge_method: "S256",
  }).toString();
  const answer = await fetch(page, { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

describe("a code", () => {
  const redeem = async (changed: Record<string, string> = {}) =>
    token({
      grant_type: "authorization_code",
      code: await askCode(),
      redirect_uri: "http://127.0.0.1:9/cb",
      code_verifier: verifier,
      ...changed,
    });

  it("is good once", async () => {
    const code = await askCode();
    expect(await redeem({ code })).toMatchObject({ status: 200, token_type: "Bearer" });
    expect(await redeem({ code })).toMatchObject({ status: 400, error: "invalid_grant" });
    expect(server.stat().logins).toBe(1);
  });

  it.each([
    [{ code_verifier: "w".repeat(43) }],
    [{ code_verifier: "short" }],
    [{ redirect_uri: "http://127.0.0.1:8/cb" }],
    [{ client_id: "client-2" }],
  ])("is of no use with %j", async (changed) => {
    expect(await redeem(changed)).toMatchObject({ status: 400, error: "invalid_grant" });
  });
});

it("spends refresh tokens once, and counts who tries again", async () => {
  const { refresh } = server.issue();
  const form = { grant_type: "refresh_token", refresh_token: refresh };
  expect(await token(form)).toMatchObject({ status: 200 });
  expect(await token(form)).toMatchObject({ status: 400, error: "invalid_grant" });
  const other = { grant_type: "refresh_token", refresh_token: "never-given" };
  expect(await token(other)).toMatchObject({ status: 400 });
  expect(server.stat()).toMatchObject({ refreshes: 1, reused: 1 });
  expect(await (await fetch(`${server.url}/stat`)).json()).toEqual(server.stat());
});

it("spends a token of a dropped answer, and none of an unread one", async () => {
  server.switches.tokenAnswers.push("drop-unread", "drop");
  const form = { grant_type: "refresh_token", refresh_token: server.issue().refresh };
  await expect(post("/token", form)).rejects.toThrow();
  expect(server.stat().refreshes).toBe(0);
  await expect(post("/token", form)).rejects.toThrow();
  expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
  expect(await token(form)).toMatchObject({ status: 400 });
});

it("waits for a person where it is told to", async () => {
  server.switches.needsApproval = true;
  const asked = (await (await post("/device/code", {})).json()) as Record<string, string>;
  const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
  const form = { grant_type, device_code: asked.device_code ?? "" };
  expect(await token(form)).toMatchObject({ error: "authorization_pending" });
  expect((await fetch(`${server.url}/device?user_code=WRONG`)).status).toBe(404);
  expect((await fetch(asked.verification_uri_complete ?? "")).status).toBe(200);
  expect(await token(form)).toMatchObject({ status: 200 });
  expect(await token(form)).toMatchObject({ error: "invalid_grant" });
});

it("takes everything back when it is told to", async () => {
  const { access, refresh } = server.issue();
  const headers = { authorization: `Bearer ${access}` };
  expect((await fetch(`${server.url}/userinfo`, { headers })).status).toBe(200);
  server.revokeAll();
  expect((await fetch(`${server.url}/userinfo`, { headers })).status).toBe(401);
  expect(await token({ grant_type: "refresh_token", refresh_token: refresh })).toMatchObject({
    error: "invalid_grant",
  });
});

// The flows against an authorization server of other people, which checks what RFC 6749, 7636, 8252, 8628 and 9207
// want of a client: S2, S3, S8-S10, S20, S25, S26, S28, S29.
import { fastClock, loginStage } from "@mayros/plugin-testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deviceLogin, refreshTokens, standardFlow, toCredential } from "../src/index.ts";
import { type OidcServer, startOidcServer } from "./oidc-server.ts";
import { agree, type LastPage } from "./person.ts";

let server: OidcServer;
let confidential: OidcServer;
beforeAll(async () => {
  server = await startOidcServer();
  confidential = await startOidcServer({ confidential: true });
});
afterAll(async () => {
  await Promise.all([server.stop(), confidential.stop()]);
});

describe("a browser login", () => {
  it.each(["http://127.0.0.1/callback", "http://localhost/callback", "http://[::1]/callback"])(
    "comes back to %s with a free port",
    async (redirectUri) => {
      let last: Promise<LastPage> | undefined;
      const stage = loginStage({
        oauth: { ...server.oauth, redirectUri },
        onPrompt: ({ url }) => {
          last = agree(url);
        },
      });
      const credential = await standardFlow("oauth-browser").login(stage.context);
      expect(credential).toMatchObject({
        type: "oauth",
        accountId: "ada",
        email: "ada@example.com",
        refresh: expect.any(String),
        expiresAt: expect.any(Number),
      });
      const page = await last;
      expect(page).toMatchObject({ status: 200, text: expect.stringContaining("terminal") });
    },
  );

  it("sends the secret of a client that has one, in the body", async () => {
    const stage = loginStage({ oauth: confidential.oauth, onPrompt: ({ url }) => void agree(url) });
    await standardFlow("oauth-browser").login(stage.context);
    expect(confidential.tokenRequests.at(-1)).toMatchObject({ client_secret: "a-secret" });
    const { clientSecret: _none, ...without } = confidential.oauth;
    const other = loginStage({ oauth: without, onPrompt: ({ url }) => void agree(url) });
    await expect(standardFlow("oauth-browser").login(other.context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
    });
  });

  it("takes no answer of another issuer", async () => {
    const before = server.tokenRequests.length;
    const stage = loginStage({
      oauth: { ...server.oauth, issuer: "https://other.example" },
      onPrompt: ({ url }) => void agree(url),
    });
    await expect(standardFlow("oauth-browser").login(stage.context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
    });
    expect(server.tokenRequests).toHaveLength(before);
  });

  it("says so where the person declines", async () => {
    const stage = loginStage({
      oauth: server.oauth,
      onPrompt: ({ url }) =>
        // What the page's own [ Abort ] link leads to.
        void fetch(url, { redirect: "manual" }).then(async (first) => {
          const cookie = first.headers
            .getSetCookie()
            .map((each) => each.split(";")[0])
            .join("; ");
          const abort = new URL(`${first.headers.get("location")}/abort`, server.url);
          const next = await fetch(abort, { redirect: "manual", headers: { cookie } });
          const more = [cookie, ...next.headers.getSetCookie().map((each) => each.split(";")[0])];
          await fetch(next.headers.get("location") ?? "", { headers: { cookie: more.join("; ") } });
        }),
    });
    await expect(standardFlow("oauth-browser").login(stage.context)).rejects.toMatchObject({
      code: "MAYROS_LOGIN_DENIED",
      exitCode: 5,
    });
  });
});

it("logs in by device code", async () => {
  const clock = fastClock(Date.now());
  let agreed: Promise<LastPage> | undefined;
  const stage = loginStage({
    oauth: server.oauth,
    // The first answer is "pending": the person is not that fast.
    clock: {
      now: () => clock.now(),
      async sleep(ms, signal) {
        await clock.sleep(ms, signal);
        if (clock.slept.length === 2) agreed = agree(stage.prompts[0]?.completeUrl ?? "");
        await agreed;
      },
    },
  });
  const tokens = await deviceLogin(stage.context);
  expect(toCredential(tokens)).toMatchObject({ accountId: "ada", refresh: expect.any(String) });
  expect(clock.slept).toEqual([5000, 5000]);
  expect(await agreed).toMatchObject({ status: 200 });
});

it("rotates refresh tokens, and needs a login where one is used twice", async () => {
  const stage = loginStage({ oauth: server.oauth, onPrompt: ({ url }) => void agree(url) });
  const first = await standardFlow("oauth-browser").login(stage.context);
  if (first.type !== "oauth") throw new Error("no OAuth credential");
  const second = toCredential(await refreshTokens(first, stage.context), first);
  expect(second.refresh).not.toBe(first.refresh);
  const reused = await refreshTokens(first, stage.context).catch((error: unknown) => error);
  expect(reused).toMatchObject({ code: "MAYROS_LOGIN_NEEDED", exitCode: 3 });
  // The server took everything back.
  await expect(refreshTokens(second, stage.context)).rejects.toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
  });
});

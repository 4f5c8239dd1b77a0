// The pace and the ends of the device flow: T8, T9, T10, and S11-S17 with them. The clock of these tests is made of
// the waits that were asked for; one test waits for real.
import {
  type AuthorizationServer,
  type AuthorizationServerSwitches,
  type FastClock,
  fastClock,
  type LoginStage,
  loginStage,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeviceLoginOptions, deviceLogin, type TokenResponse } from "../src/index.ts";

let server: AuthorizationServer;
let clock: FastClock;
let stage: LoginStage;
beforeEach(async () => {
  server = await startAuthorizationServer();
  clock = fastClock();
  stage = loginStage({ oauth: server.oauth, clock });
});
afterEach(() => server.stop());

function logIn(
  switches: Partial<AuthorizationServerSwitches>,
  how?: DeviceLoginOptions,
): Promise<TokenResponse> {
  Object.assign(server.switches, switches);
  return deviceLogin(stage.context, how);
}

const seconds = () => clock.slept.map((ms) => ms / 1000);
const polls = () => server.stat().polls;

describe("the pace", () => {
  it("waits before the first question too, and longer for good after each slow_down", async () => {
    const pending = "authorization_pending";
    await logIn({ deviceAnswers: [pending, pending, pending, "slow_down", "slow_down", pending] });
    expect(seconds()).toEqual([5, 5, 5, 5, 10, 15, 15]);
  });

  it.each([
    [undefined, 5],
    [0, 5],
    [-3, 5],
    ["abc", 5],
    [null, 5],
    [1e99, 5],
    [7, 7],
    ["7", 7],
  ])("takes the interval %j for %i seconds", async (interval, expected) => {
    await logIn({ deviceFields: { interval } });
    expect(seconds()).toEqual([expected]);
  });

  it("backs off while there is no answer, and not longer", async () => {
    const pending = "authorization_pending";
    await logIn({ deviceAnswers: ["drop-unread", "html", "drop-unread", pending, pending] });
    expect(seconds()).toEqual([5, 10, 20, 40, 5, 5]);
  });

  it("waits longer for good after a slow_down that came with 429", async () => {
    const slow = { status: 429, body: { error: "slow_down" } };
    await logIn({ deviceAnswers: [slow, "authorization_pending", slow] });
    expect(seconds()).toEqual([5, 10, 10, 15]);
  });

  it("waits as long as a busy server asks", async () => {
    const busy = { status: 429, body: {}, headers: { "retry-after": "90" } };
    await logIn({ deviceAnswers: [busy] });
    expect(seconds()).toEqual([5, 90]);
  });

  it("keeps it in real time", async () => {
    stage = loginStage({ oauth: server.oauth });
    await logIn({
      deviceFields: { interval: 0.3 },
      deviceAnswers: ["authorization_pending", "authorization_pending"],
    });
    const at = server.journal().flatMap((each) => (each.path === "/device" ? [] : [each.at]));
    // Timers may be early by a millisecond.
    for (const [index, time] of at.slice(1).entries()) {
      expect(time - (at[index] ?? 0)).toBeGreaterThan(295);
    }
    expect(polls()).toBe(3);
  });
});

describe("the end", () => {
  it.each([
    ["access_denied", "MAYROS_LOGIN_DENIED", 5],
    ["expired_token", "MAYROS_TIMEOUT", 6],
    ["invalid_client", "MAYROS_LOGIN_MISCONFIGURED", 2],
    ["invalid_grant", "MAYROS_LOGIN_NEEDED", 3],
    ["made_up", "MAYROS_LOGIN_MISCONFIGURED", 2],
  ])("comes at once with %s", async (error, code, exitCode) => {
    const login = logIn({ deviceAnswers: ["authorization_pending", error] });
    await expect(login).rejects.toMatchObject({ code, exitCode });
    expect(polls()).toBe(2);
  });

  it("comes at once where the server refuses without a word", async () => {
    const login = logIn({ deviceAnswers: [{ status: 404, body: {} }] });
    await expect(login).rejects.toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
  });

  it("does not come for a server that is down for a while", async () => {
    await logIn({
      deviceAnswers: [
        // A firewall in between, which may let the next one through.
        { status: 403, body: "<html>No</html>", headers: { "content-type": "text/html" } },
        { status: 503, body: { error: "temporarily_unavailable" } },
        { status: 400, body: { error: "temporarily_unavailable" } },
        { status: 200, body: '{"access_tok' },
      ],
    });
    expect(polls()).toBe(5);
  });

  it("comes when the code has expired, though the server still says pending", async () => {
    const login = logIn({
      deviceFields: { expires_in: 31 },
      deviceAnswers: Array.from({ length: 100 }, () => "authorization_pending"),
    });
    await expect(login).rejects.toMatchObject({ code: "MAYROS_TIMEOUT", exitCode: 6 });
    expect(polls()).toBe(6);
  });

  it.each([undefined, "soon", 0, -5])(
    "comes after 15 minutes with expires_in %j",
    async (lifetime) => {
      const login = logIn({
        deviceFields: { expires_in: lifetime, interval: 60 },
        deviceAnswers: Array.from({ length: 100 }, () => "authorization_pending"),
      });
      await expect(login).rejects.toMatchObject({ code: "MAYROS_TIMEOUT" });
      // What the questions take counts, too.
      expect(polls()).toBe(14);
    },
  );

  it("comes no sooner for a server that never answers, and no later", async () => {
    const answers = Array.from({ length: 100 }, () => "stall" as const);
    const login = logIn(
      { deviceFields: { expires_in: 200 }, deviceAnswers: answers },
      { timeout: 40 },
    );
    await expect(login).rejects.toMatchObject({ code: "MAYROS_TIMEOUT" });
    expect(seconds()).toEqual([5, 10, 20, 40, 60, 60]);
  });

  it.each([-1, 1])(
    "comes by the time that passes, not by a clock that jumps %i day",
    async (days) => {
      let jumped = false;
      stage = loginStage({
        oauth: server.oauth,
        clock: {
          now: () => clock.now(),
          async sleep(ms, signal) {
            await clock.sleep(ms, signal);
            if (!jumped) clock.jump(days * 86_400_000);
            jumped = true;
          },
        },
      });
      const answers = Array.from({ length: 100 }, () => "authorization_pending");
      const login = logIn({ deviceFields: { expires_in: 31 }, deviceAnswers: answers });
      await expect(login).rejects.toMatchObject({ code: "MAYROS_TIMEOUT" });
      expect(polls()).toBe(6);
    },
  );

  it("comes when it is stopped", async () => {
    const stop = new AbortController();
    stage = loginStage({
      oauth: server.oauth,
      signal: stop.signal,
      clock: {
        now: () => clock.now(),
        sleep: async (ms, signal) => {
          if (clock.slept.length === 2) stop.abort();
          await clock.sleep(ms, signal);
        },
      },
    });
    const answers = Array.from({ length: 100 }, () => "authorization_pending");
    await expect(logIn({ deviceAnswers: answers })).rejects.toMatchObject({
      code: "MAYROS_ABORTED",
    });
    expect(polls()).toBe(2);
  });
});

describe("what is shown", () => {
  it.each(["device_code", "user_code", "verification_uri"])(
    "is nothing without %s",
    async (field) => {
      const login = logIn({ deviceFields: { [field]: undefined } });
      await expect(login).rejects.toMatchObject({
        code: "MAYROS_LOGIN_UNAVAILABLE",
        message: expect.stringContaining(field),
      });
      expect(stage.prompts).toEqual([]);
    },
  );

  it.each([
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://login.example/device",
    "https://someone:secret@login.example/",
    "not a page",
  ])("is never %s", async (page) => {
    const fields = { verification_uri: page, verification_uri_complete: undefined };
    await expect(logIn({ deviceFields: fields })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
    });
    expect(stage.prompts).toEqual([]);
    await logIn({ deviceFields: { verification_uri_complete: page } });
    expect(stage.prompts[0]).not.toHaveProperty("completeUrl");
    expect(stage.opened).toEqual([stage.prompts[0]?.url]);
  });

  it("is page and code without control characters, also where one page has both", async () => {
    await logIn({
      deviceFields: {
        user_code: "AB\u001b[31m-\u202eCD\n",
        verification_url: "https://old.example/",
      },
    });
    const [prompt] = stage.prompts;
    expect(prompt).toMatchObject({ url: `${server.url}/device`, userCode: "AB [31m- CD" });
    expect(prompt?.completeUrl).toMatch(/user_code=/);
    expect(prompt?.expiresAt).toBe(Date.UTC(2026, 0, 1) + 900_000);
    expect(stage.opened).toEqual([prompt?.completeUrl]);
  });

  it("is the page of servers that are older than the RFC", async () => {
    await logIn({
      deviceFields: { verification_uri: undefined, verification_url: "https://old.example/" },
    });
    expect(stage.prompts[0]?.url).toBe("https://old.example/");
  });

  it("opens no browser on a remote machine", async () => {
    stage = loginStage({ oauth: server.oauth, clock, remote: true });
    await logIn({});
    expect(stage.opened).toEqual([]);
  });
});

describe("what is asked", () => {
  it("carries a proof only where the server wants one", async () => {
    await logIn({});
    const [first] = server.journal();
    expect(first?.parameters).toEqual({ client_id: "client-1", scope: "profile" });
    stage = loginStage({ oauth: { ...server.oauth, devicePkce: true }, clock });
    await logIn({});
    const [, , code, token] = server.journal();
    expect(code?.parameters).toMatchObject({ code_challenge_method: "S256" });
    expect(token?.parameters.code_verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(code?.parameters).not.toHaveProperty("code_verifier");
  });

  it("has what its vendor wants besides", async () => {
    await logIn(
      {},
      {
        parameters: { audience: "code" },
        tokenParameters: { audience: "token" },
        headers: { "x-request-id": "1" },
      },
    );
    expect(server.journal()).toMatchObject([
      { parameters: { audience: "code" }, headers: { "x-request-id": "1" } },
      { parameters: { audience: "token" }, headers: { "x-request-id": "1" } },
    ]);
  });

  it.each([
    [{ status: 400, body: { error: "invalid_scope" } }, "MAYROS_LOGIN_MISCONFIGURED"],
    [{ status: 500, body: "" }, "MAYROS_LOGIN_UNAVAILABLE"],
  ])("may be refused: %j", async ({ status, body }, code) => {
    stage = loginStage({
      oauth: server.oauth,
      fetch: async () => new Response(JSON.stringify(body), { status }),
    });
    await expect(logIn({})).rejects.toMatchObject({ code });
  });
});

// The flows from end to end against the test kit's authorization server: what goes over the wire, and what comes
// back.
import {
  type AuthorizationServer,
  fastClock,
  loginStage,
  startAuthorizationServer,
  visit,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  browserLogin,
  deviceLogin,
  refreshTokens,
  standardFlow,
  toCredential,
} from "../src/index.ts";

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.stop());

const asked = (path: string) => server.journal().filter((each) => each.path === path);

describe("a browser login", () => {
  it("comes back through a free port and proves who it is", async () => {
    const stage = loginStage({
      oauth: server.oauth,
      onPrompt: ({ url }) => void visit(url),
    });
    const tokens = await browserLogin(stage.context);
    expect(server.knows(tokens.accessToken)).toBe(true);
    expect(tokens.expiresAt).toBeGreaterThan(Date.now() + 3_500_000);
    const [authorize] = asked("/authorize");
    expect(authorize?.parameters).toMatchObject({
      response_type: "code",
      client_id: "client-1",
      scope: "profile",
      code_challenge_method: "S256",
    });
    const [token] = asked("/token");
    expect(token?.parameters.redirect_uri).toBe(authorize?.parameters.redirect_uri);
    expect(token?.parameters.redirect_uri).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    expect(token?.parameters.code_verifier).toMatch(/^[\w.~-]{43,128}$/);
    expect(stage.opened).toHaveLength(1);
  });

  it("takes what a person pastes", async () => {
    const stage = loginStage({
      oauth: { ...server.oauth, redirectUri: "https://codes.example/done" },
      answer: async () => {
        const page = await fetch(stage.prompts[0]?.url ?? "", { redirect: "manual" });
        return page.headers.get("location") ?? "";
      },
    });
    const tokens = await browserLogin(stage.context);
    expect(server.knows(tokens.accessToken)).toBe(true);
  });
});

it("logs in by device code", async () => {
  server.switches.deviceAnswers.push("authorization_pending", "slow_down", "authorization_pending");
  const clock = fastClock();
  const stage = loginStage({ oauth: { ...server.oauth, devicePkce: true }, clock });
  const tokens = await deviceLogin(stage.context);
  expect(server.knows(tokens.accessToken)).toBe(true);
  expect(clock.slept).toEqual([5000, 5000, 10_000, 10_000]);
  expect(stage.prompts).toMatchObject([
    { url: `${server.url}/device`, userCode: expect.stringMatching(/^\w{4}-\w{4}$/) },
  ]);
});

it("refreshes, and keeps what the answer does not name", async () => {
  const stage = loginStage({ oauth: server.oauth });
  const { access, refresh } = server.issue();
  server.switches.keepsRefreshToken = true;
  const before = { type: "oauth", access, refresh, email: "a@b.example", expiresAt: 1 } as const;
  const tokens = await refreshTokens(before, stage.context);
  const after = toCredential(tokens, before);
  expect(after).toMatchObject({ refresh, email: "a@b.example" });
  expect(after.access).not.toBe(access);
  expect(after.expiresAt).toBeGreaterThan(Date.now());
});

it("makes a credential from the manifest alone", async () => {
  const stage = loginStage({ oauth: server.oauth, onPrompt: ({ url }) => void visit(url) });
  const credential = await standardFlow("oauth-browser").login(stage.context);
  expect(credential).toMatchObject({ type: "oauth", email: "ada@example.com" });
});

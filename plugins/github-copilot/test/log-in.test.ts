// The login by code, the exchange behind it, and the models that it enables.
import type { Credential } from "@mayros/core";
import {
  type AuthorizationServer,
  fastClock,
  loginStage,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import plugin from "../src/index.ts";
import { type Copilot, EXCHANGE, startCopilot } from "./fakes/start-copilot.ts";

const GITHUB = "ghu_0123456789abcdef";
let github: AuthorizationServer;
let copilot: Copilot;
beforeEach(async () => {
  github = await startAuthorizationServer({
    tokenFields: { access_token: GITHUB, scope: "read:user" },
  });
  copilot = await startCopilot();
  copilot.accounts.set(GITHUB, 200);
});
afterEach(async () => {
  await github.stop();
  await copilot.stop();
});

function stageOf(config: Record<string, unknown> = {}) {
  const { tokenUrl, deviceAuthorizationUrl } = github.oauth;
  return loginStage({
    oauth: { ...manifest.oauth, tokenUrl, deviceAuthorizationUrl, apiBaseUrl: copilot.url },
    config: { copilotTokenUrl: copilot.url + EXCHANGE, apiBaseUrl: copilot.url, ...config },
    clock: fastClock(),
  });
}
const logIn = (stage: ReturnType<typeof stageOf>) => plugin.auth?.device?.login(stage.context);
const session = (credential: Credential | undefined) =>
  plugin.providers?.["github-copilot"]?.openSession?.(credential, stageOf().context);

const model = (id: string) => ({
  id,
  model_picker_enabled: true,
  policy: { state: "unconfigured" },
  capabilities: { supports: { tool_calls: true } },
});

describe("the login", () => {
  it("stores GitHub's token, which does not end", async () => {
    const stage = stageOf();
    // GitHub answers its errors with 200.
    github.switches.deviceAnswers = [
      { status: 200, body: { error: "authorization_pending" } },
      { status: 200, body: { error: "slow_down", interval: 10 } },
    ];
    expect(await logIn(stage)).toEqual({ type: "token", token: GITHUB });
    expect(stage.prompts[0]?.userCode).toMatch(/^\w{4}-\w{4}$/);
    const [asked] = github.journal();
    expect(asked?.parameters).toMatchObject({
      client_id: "Iv1.b507a08c87ecfe98",
      scope: "read:user",
    });
    const { slept } = stage.context.clock as ReturnType<typeof fastClock>;
    expect(slept.map((ms, index) => ms - (slept[index - 1] ?? ms))).toEqual([0, 0, 5000]);
  });

  it.each([
    [{ error: "access_denied" }, "MAYROS_LOGIN_DENIED"],
    [{ error: "expired_token" }, "MAYROS_TIMEOUT"],
    [{ error: "device_flow_disabled" }, "MAYROS_LOGIN_MISCONFIGURED"],
  ])("ends with %j", async (body, code) => {
    github.switches.deviceAnswers = [{ status: 200, body }];
    await expect(logIn(stageOf())).rejects.toMatchObject({ code });
  });

  it("says at once that the account has no seat", async () => {
    copilot.accounts.set(GITHUB, 403);
    await expect(logIn(stageOf())).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: expect.stringContaining("no Copilot seat"),
    });
  });

  it("enables the models that wait for it", async () => {
    copilot.models = [model("claude-opus"), model("grok/code")];
    const stage = stageOf();
    await logIn(stage);
    const asked = copilot.requests.filter(({ method }) => method === "POST");
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      ["/models/claude-opus/policy", { state: "enabled" }],
      ["/models/grok%2Fcode/policy", { state: "enabled" }],
    ]);
    expect(stage.notes.at(-1)).toBe("Enabled for your account: claude-opus, grok/code");
  });

  it("stops enabling where GitHub asks it to, and is logged in all the same", async () => {
    copilot.models = [model("a"), model("b"), model("c")];
    copilot.policyStatuses.push(200, 429);
    const stage = stageOf();
    expect(await logIn(stage)).toMatchObject({ token: GITHUB });
    expect(copilot.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
    expect(stage.notes.at(-1)).toBe("Enabled for your account: a");
    expect(stage.logged).toHaveLength(1);
  });
});

describe("the exchange", () => {
  const token = (secret: string): Credential => ({ type: "token", token: secret });

  it("gives a token of Copilot for GitHub's", async () => {
    const opened = await session(token(GITHUB));
    expect(opened).toEqual({
      token: expect.stringMatching(/^tid=/),
      expiresAt: expect.any(Number),
    });
    expect(copilot.requests[0]?.headers.authorization).toBe(`Bearer ${GITHUB}`);
  });

  it.each([
    [401, "MAYROS_LOGIN_NEEDED", /taken back/],
    [403, "MAYROS_LOGIN_NEEDED", /no Copilot seat/],
    [404, "MAYROS_LOGIN_NEEDED", /no Copilot seat/],
    [500, "MAYROS_LOGIN_UNAVAILABLE", /problem/],
    [418, "MAYROS_LOGIN_UNAVAILABLE", /418/],
  ])("says what %i means", async (status, code, message) => {
    copilot.accounts.set(GITHUB, status);
    await expect(session(token(GITHUB))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it("says that a classic token is none", async () => {
    await expect(session({ type: "api-key", key: "ghp_classic" })).rejects.toMatchObject({
      message: expect.stringContaining("classic personal access token"),
    });
  });

  it("takes what is no GitHub token as a key of the user's own", async () => {
    expect(await session({ type: "api-key", key: "my-proxy" })).toEqual({ token: "my-proxy" });
    expect(copilot.requests).toEqual([]);
  });
});

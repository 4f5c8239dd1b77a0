// The login and its renewal, against servers on this machine that check what they are asked.
import type { OAuthCredential } from "@mayros/core";
import {
  type AuthorizationServer,
  type CodeAssistServer,
  fastClock,
  type LoginStageOptions,
  loginStage,
  startAuthorizationServer,
  startCodeAssistServer,
  visit,
} from "@mayros/plugin-testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import manifest from "../mayros.plugin.json" with { type: "json" };
import { askInOrder, hostsOf } from "../src/code-assist.ts";
import { findProject } from "../src/find-project.ts";
import plugin from "../src/index.ts";
import { installAntigravity, madeUp } from "./fakes/install-antigravity.ts";

let server: AuthorizationServer;
let codeAssist: CodeAssistServer;
beforeEach(async () => {
  server = await startAuthorizationServer({
    clientSecret: madeUp.clientSecret,
    keepsRefreshToken: true,
  });
  codeAssist = await startCodeAssistServer({ isKnown: (token) => server.knows(token) });
  codeAssist.answers.loadCodeAssist = [
    { body: { currentTier: { id: "free-tier" }, cloudaicompanionProject: { id: "project-1" } } },
  ];
});
afterEach(async () => {
  await server.stop();
  await codeAssist.stop();
});

function stageOf(more: Partial<LoginStageOptions> = {}) {
  const { authorizationUrl, tokenUrl, userInfoUrl } = server.oauth;
  const redirectUri = "http://localhost/oauth-callback";
  return loginStage({
    oauth: { ...manifest.oauth, authorizationUrl, tokenUrl, userInfoUrl, redirectUri },
    files: installAntigravity().files,
    onPrompt: ({ url }) => void visit(url),
    config: { discoveryUrl: codeAssist.url },
    ...more,
  });
}

const logIn = (more?: Partial<LoginStageOptions>) =>
  plugin.auth?.browser?.login(stageOf(more).context) as Promise<OAuthCredential>;
const sent = (method: string) => codeAssist.requests.filter((request) => request.method === method);

it("logs in with the client of the installed program, and finds account and project", async () => {
  const { context, prompts } = stageOf();
  const credential = await plugin.auth?.browser?.login(context);
  expect(credential).toEqual({
    type: "oauth",
    access: expect.any(String),
    refresh: expect.any(String),
    expiresAt: expect.any(Number),
    email: "ada@example.com",
    extras: { clientId: madeUp.clientId, projectId: "project-1", tier: "free-tier" },
  });
  const asked = new URL(prompts[0]?.url ?? "").searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: madeUp.clientId,
    access_type: "offline",
    prompt: "consent",
    code_challenge_method: "S256",
  });
  expect(asked.get("scope")?.split(" ")).toHaveLength(5);
  expect(sent("loadCodeAssist")).toEqual([
    expect.objectContaining({
      body: { metadata: { ideType: "ANTIGRAVITY" } },
      headers: expect.objectContaining({
        "user-agent": expect.stringMatching(/^antigravity\/hub\//),
      }),
    }),
  ]);
  const renewed = await plugin.auth?.browser?.refresh?.(credential as OAuthCredential, context);
  expect(renewed).toMatchObject({
    refresh: (credential as OAuthCredential).refresh,
    extras: (credential as OAuthCredential).extras,
  });
});

it("says what to do without a client, before anything is asked", async () => {
  await expect(logIn({ files: installAntigravity("empty").files })).rejects.toMatchObject({
    code: "MAYROS_LOGIN_MISCONFIGURED",
    hint: expect.stringContaining("MAYROS_ANTIGRAVITY_CLIENT_ID"),
  });
  const half = logIn({ env: { MAYROS_ANTIGRAVITY_CLIENT_SECRET: "made-up" } });
  await expect(half).rejects.toThrow(
    "MAYROS_ANTIGRAVITY_CLIENT_SECRET and no MAYROS_ANTIGRAVITY_CLIENT_ID",
  );
  expect(server.journal()).toEqual([]);
});

describe("an account without a project", () => {
  const find = (more: Partial<LoginStageOptions> = {}) =>
    findProject(stageOf(more).context, server.issue().access);

  it("gets one, asked for again until it is there", async () => {
    codeAssist.answers.loadCodeAssist = [
      { body: { allowedTiers: [{ id: "g1-pro-tier", isDefault: true }] } },
    ];
    codeAssist.answers.onboardUser = [
      { body: { done: false } },
      { body: { done: false } },
      { body: { done: true, response: { cloudaicompanionProject: "made-1" } } },
    ];
    const clock = fastClock();
    const config = { discoveryUrl: codeAssist.url, version: "3.0.0" };
    expect(await find({ clock, config })).toEqual({ projectId: "made-1", tier: "g1-pro-tier" });
    expect(clock.slept).toEqual([2000, 2000]);
    expect(sent("onboardUser").at(-1)?.body).toEqual({
      tier_id: "g1-pro-tier",
      metadata: { ide_type: "ANTIGRAVITY", ide_version: "3.0.0", ide_name: "antigravity" },
    });
  });

  it("uses one that the user names, and none of somebody else's", async () => {
    codeAssist.answers.loadCodeAssist = [{ body: { currentTier: { id: "free-tier" } } }];
    codeAssist.answers.onboardUser = [{ body: { done: true, response: {} } }];
    expect(await find({ env: { GOOGLE_CLOUD_PROJECT: "mine" } })).toMatchObject({
      projectId: "mine",
    });
    await expect(find()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      message: expect.stringContaining("no project"),
    });
  });

  it("is told why it gets none", async () => {
    const refused = { reasonCode: "UNSUPPORTED_LOCATION", reasonMessage: "Not in your country." };
    codeAssist.answers.loadCodeAssist = [{ body: { ineligibleTiers: [refused] } }];
    codeAssist.answers.onboardUser = [{ body: { done: true, response: {} } }];
    await expect(find()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_DENIED",
      message: expect.stringContaining("Not in your country."),
    });
    codeAssist.answers.onboardUser = [{ body: { done: true, error: { message: "Disabled." } } }];
    await expect(find()).rejects.toThrow("Google: Disabled.");
  });

  it("has to be verified first", async () => {
    const page = "https://accounts.example/verify";
    codeAssist.answers.loadCodeAssist = [
      { body: { ineligibleTiers: [{ reasonCode: "VALIDATION_REQUIRED", validationUrl: page }] } },
    ];
    await expect(find()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: expect.stringContaining(page),
    });
  });
});

it("keeps the login where the project can't be asked for now", async () => {
  codeAssist.answers.loadCodeAssist = [{ status: 502, body: {} }];
  expect((await logIn()).extras).toEqual({ clientId: madeUp.clientId });
});

describe("several hosts", () => {
  it("are Google's, unless the config has one", () => {
    expect(hostsOf({ config: {} })).toMatchObject({
      load: ["https://cloudcode-pa.googleapis.com", ...Array(3).fill(expect.any(String))],
      setUp: ["https://daily-cloudcode-pa.googleapis.com", ...Array(3).fill(expect.any(String))],
    });
    for (const host of hostsOf({ config: {} }).load) {
      expect(manifest.hosts).toContain(new URL(host).hostname);
    }
    const config = { apiBaseUrl: "https://b.example" };
    expect(hostsOf({ config }).load).toEqual(["https://b.example"]);
    expect(hostsOf({ config: { ...config, discoveryUrl: "https://a.example" } }).setUp).toEqual([
      "https://a.example",
    ]);
  });

  it("are asked in order, until one answers", async () => {
    const other = await startCodeAssistServer();
    const { context } = stageOf();
    const question = { token: server.issue().access, method: "loadCodeAssist", json: {} };
    try {
      other.answers.loadCodeAssist = [
        { status: 403, body: { error: { code: 403, message: `Not here, ${question.token}.` } } },
      ];
      const answer = await askInOrder(context, [other.url, codeAssist.url], question);
      expect(answer).toMatchObject({ currentTier: { id: "free-tier" } });
      codeAssist.answers.loadCodeAssist = [{ status: 503, body: {} }];
      const none = askInOrder(context, [other.url, codeAssist.url], question);
      await expect(none).rejects.toThrow(
        /^Code Assist refused \(403\): Not here, [^A-Za-z0-9]*[\w-]{0,4}\.$/,
      );
      const before = codeAssist.requests.length;
      other.answers.loadCodeAssist = [{ status: 401, body: {} }];
      const unknown = askInOrder(context, [other.url, codeAssist.url], question);
      await expect(unknown).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
      expect(codeAssist.requests).toHaveLength(before);
    } finally {
      await other.stop();
    }
  });
});

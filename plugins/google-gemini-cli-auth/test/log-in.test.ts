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
import { findProject } from "../src/find-project.ts";
import plugin from "../src/index.ts";
import { installGemini, madeUp } from "./fakes/install-gemini.ts";

let server: AuthorizationServer;
let codeAssist: CodeAssistServer;
beforeEach(async () => {
  server = await startAuthorizationServer({
    clientSecret: madeUp.clientSecret,
    keepsRefreshToken: true,
  });
  codeAssist = await startCodeAssistServer({ isKnown: (token) => server.knows(token) });
  codeAssist.answers.loadCodeAssist = [
    { body: { currentTier: { id: "standard-tier" }, cloudaicompanionProject: "project-1" } },
  ];
});
afterEach(async () => {
  await server.stop();
  await codeAssist.stop();
});

/** The file that has the client. */
const BUNDLED = /\/@google\/gemini-cli\/bundle\/gemini-CCCC\.js$/;

function stageOf(more: Partial<LoginStageOptions> = {}) {
  const { authorizationUrl, tokenUrl, userInfoUrl } = server.oauth;
  const endpoints = { authorizationUrl, tokenUrl, userInfoUrl, apiBaseUrl: codeAssist.url };
  const { files } = installGemini("npm");
  return loginStage({
    oauth: { ...manifest.oauth, ...endpoints },
    files,
    onPrompt: ({ url }) => void visit(url),
    ...more,
  });
}

const logIn = (more?: Partial<LoginStageOptions>) =>
  plugin.auth?.browser?.login(stageOf(more).context) as Promise<OAuthCredential>;
const refresh = (credential: OAuthCredential, more?: Partial<LoginStageOptions>) =>
  plugin.auth?.browser?.refresh?.(credential, stageOf(more).context) as Promise<OAuthCredential>;
const sent = (method: string) =>
  codeAssist.requests.filter((request) => request.method === method).map(({ body }) => body);

it("logs in with the client of the installed program, and finds account and project", async () => {
  const { context, prompts } = stageOf();
  expect(await plugin.auth?.browser?.login(context)).toEqual({
    type: "oauth",
    access: expect.any(String),
    refresh: expect.any(String),
    expiresAt: expect.any(Number),
    email: "ada@example.com",
    extras: {
      clientId: madeUp.clientId,
      clientPlace: expect.stringMatching(BUNDLED),
      projectId: "project-1",
      tier: "standard-tier",
    },
  });
  const asked = new URL(prompts[0]?.url ?? "").searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    client_id: madeUp.clientId,
    access_type: "offline",
    prompt: "consent",
    code_challenge_method: "S256",
    scope: manifest.oauth.scopes.join(" "),
  });
  expect(asked.get("redirect_uri")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/oauth2callback$/);
  expect(sent("loadCodeAssist")).toEqual([
    {
      metadata: {
        ideType: "IDE_UNSPECIFIED",
        platform: "PLATFORM_UNSPECIFIED",
        pluginType: "GEMINI",
      },
    },
  ]);
  expect(JSON.stringify(server.journal().at(0))).not.toContain(madeUp.clientSecret);
});

it("takes a client of the environment before that of the program", async () => {
  server.switches.clientSecret = "secret-of-env";
  const env = {
    GEMINI_CLI_OAUTH_CLIENT_ID: "client-of-env",
    GEMINI_CLI_OAUTH_CLIENT_SECRET: "secret-of-env",
  };
  expect((await logIn({ env })).extras?.clientId).toBe("client-of-env");
});

it("says what to do without a client, before anything is asked", async () => {
  const { files } = installGemini("empty");
  await expect(logIn({ files })).rejects.toMatchObject({
    code: "MAYROS_LOGIN_MISCONFIGURED",
    hint: expect.stringContaining("npm install -g @google/gemini-cli"),
  });
  await expect(logIn({ env: { MAYROS_GEMINI_OAUTH_CLIENT_ID: "a" } })).rejects.toThrow(
    "MAYROS_GEMINI_OAUTH_CLIENT_ID and no MAYROS_GEMINI_OAUTH_CLIENT_SECRET",
  );
  expect(server.journal()).toEqual([]);
});

describe("an account that is new", () => {
  it("is set up on the free tier without a project of the user's", async () => {
    codeAssist.answers.loadCodeAssist = [
      { body: { allowedTiers: [{ id: "free-tier", isDefault: true }] } },
    ];
    codeAssist.answers.onboardUser = [{ body: { name: "operations/o-1" } }];
    codeAssist.answers["operations/o-1"] = [
      { body: { name: "operations/o-1", done: false } },
      { body: { done: true, response: { cloudaicompanionProject: { id: "managed-1" } } } },
    ];
    const clock = fastClock();
    const { context } = stageOf({ env: { GOOGLE_CLOUD_PROJECT: "mine" }, clock });
    const { access } = server.issue();
    expect(await findProject(context, access)).toEqual({
      projectId: "managed-1",
      tier: "free-tier",
    });
    expect(clock.slept).toEqual([5000, 5000]);
    expect(sent("onboardUser")).toEqual([
      { tierId: "free-tier", metadata: expect.not.objectContaining({ duetProject: "mine" }) },
    ]);
  });

  it("is set up on others with it", async () => {
    codeAssist.answers.loadCodeAssist = [
      { body: { allowedTiers: [{ id: "standard-tier", isDefault: true }] } },
    ];
    codeAssist.answers.onboardUser = [{ body: { done: true, response: {} } }];
    const credential = await logIn({ env: { GOOGLE_CLOUD_PROJECT: "mine" } });
    expect(credential.extras).toMatchObject({ projectId: "mine", tier: "standard-tier" });
    expect(sent("onboardUser")).toEqual([
      {
        tierId: "standard-tier",
        cloudaicompanionProject: "mine",
        metadata: expect.objectContaining({ duetProject: "mine" }),
      },
    ]);
  });

  it("is refused with Google's reason", async () => {
    codeAssist.answers.loadCodeAssist = [
      {
        body: {
          ineligibleTiers: [
            { reasonCode: "UNSUPPORTED_CLIENT", reasonMessage: "Use Antigravity instead." },
          ],
        },
      },
    ];
    await expect(logIn()).rejects.toMatchObject({
      code: "MAYROS_LOGIN_DENIED",
      message: expect.stringContaining("Use Antigravity instead."),
    });
    codeAssist.answers.loadCodeAssist = [
      { body: { allowedTiers: [{ id: "free-tier", isDefault: true }] } },
    ];
    codeAssist.answers.onboardUser = [{ body: { done: true, error: { message: "Full." } } }];
    await expect(logIn()).rejects.toThrow("Google: Full.");
  });

  it("is verified by the person, and asked for again", async () => {
    const page = "https://accounts.example/verify";
    codeAssist.answers.loadCodeAssist?.unshift({
      body: {
        ineligibleTiers: [
          { reasonCode: "VALIDATION_REQUIRED", reasonMessage: "Verify it.", validationUrl: page },
        ],
      },
    });
    const { context, notes, opened } = stageOf();
    const credential = (await plugin.auth?.browser?.login(context)) as OAuthCredential;
    expect(credential.extras?.projectId).toBe("project-1");
    expect(notes.join()).toContain(`Verify it.\n${page}`);
    expect(opened.at(-1)).toBe(page);
  });

  it("is no login where the person does not verify it", async () => {
    const page = "https://accounts.example/verify";
    codeAssist.answers.loadCodeAssist = [
      { body: { ineligibleTiers: [{ reasonCode: "VALIDATION_REQUIRED", validationUrl: page }] } },
    ];
    await expect(logIn({ agrees: false })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: expect.stringContaining(page),
    });
  });
});

it("takes an organisation behind a perimeter for one with a licence", async () => {
  const details = [{ reason: "SECURITY_POLICY_VIOLATED" }];
  codeAssist.answers.loadCodeAssist = [
    { status: 403, body: { error: { code: 403, message: "No.", details } } },
  ];
  const credential = await logIn({ env: { GOOGLE_CLOUD_PROJECT_ID: "mine" } });
  expect(credential.extras).toMatchObject({ projectId: "mine", tier: "standard-tier" });
  await expect(logIn()).rejects.toMatchObject({ code: "MAYROS_LOGIN_MISCONFIGURED" });
});

it("keeps the login where the project can't be asked for now", async () => {
  codeAssist.answers.loadCodeAssist = [{ status: 503, body: { error: { code: 503 } } }];
  const { context, logged } = stageOf();
  const credential = (await plugin.auth?.browser?.login(context)) as OAuthCredential;
  expect(credential.extras).toEqual({
    clientId: madeUp.clientId,
    clientPlace: expect.stringMatching(BUNDLED),
  });
  expect(logged.join()).toContain("the first request does it");
});

describe("a renewal", () => {
  it("keeps what Google does not give again", async () => {
    const before = await logIn();
    const after = await refresh(before);
    expect(after).toEqual({
      ...before,
      access: expect.not.stringMatching(before.access),
      expiresAt: expect.any(Number),
      extras: { ...before.extras, clientPlace: expect.stringMatching(BUNDLED) },
    });
    const { parameters } = server.journal().at(-1) ?? {};
    expect(parameters).toMatchObject({
      grant_type: "refresh_token",
      client_id: madeUp.clientId,
      client_secret: madeUp.clientSecret,
    });
    expect(sent("loadCodeAssist")).toHaveLength(1);
  });

  it.each([
    ["invalid_grant", { error: "invalid_grant", error_description: "Token has been revoked." }],
    ["invalid_rapt", { error: "invalid_grant", error_subtype: "invalid_rapt" }],
  ])("wants a person after %s", async (_name, body) => {
    const before = await logIn();
    server.switches.tokenAnswers = [{ status: 400, body }];
    await expect(refresh(before)).rejects.toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
  });

  it("says that the client is another, or gone, and asks nothing", async () => {
    const before = await logIn();
    const env = {
      MAYROS_GEMINI_OAUTH_CLIENT_ID: "another",
      MAYROS_GEMINI_OAUTH_CLIENT_SECRET: "secret",
    };
    const asked = server.journal().length;
    await expect(refresh(before, { env })).rejects.toMatchObject({
      code: "MAYROS_LOGIN_MISCONFIGURED",
      message: expect.stringContaining("another OAuth client"),
    });
    const { files } = installGemini("empty");
    await expect(refresh(before, { files })).rejects.toThrow("was not found");
    expect(server.journal()).toHaveLength(asked);
  });
});

// The logins of the specification, with the commands that it prints, and the request that comes of each: authorization
// servers and vendors are on this machine, by the keys of the config that enterprises use.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import {
  type AuthorizationServer,
  type AuthorizationServerSwitches,
  defaultReply,
  freePort,
  startAuthorizationServer,
  startCodeAssistServer,
} from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import {
  answerWithModelServer,
  authOf,
  startRecordingVendor,
} from "../specification/recording-vendor.ts";
import { browse, startLogin } from "../start-login.ts";

answerWithModelServer();

async function startAuthorization(
  switches: Partial<AuthorizationServerSwitches>,
): Promise<AuthorizationServer> {
  const server = await startAuthorizationServer({ deviceFields: { interval: 0.05 }, ...switches });
  onTestFinished(() => server.stop());
  return server;
}

function homeWith(plugin: string, config: object): MayrosHome {
  const home = createHome();
  home.writeConfig(JSON.stringify({ plugins: { entries: { [plugin]: { config } } } }));
  return home;
}

const login = ["models", "auth", "login", "--provider"];

/** With `--set-default`, so that the prompt alone is enough. */
async function hello(home: MayrosHome, env: Record<string, string> = {}): Promise<void> {
  const run = await home.run(["run", "hello"], { env });
  expect(run).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
}

const jwt = (claims: object): string =>
  ["{}", JSON.stringify(claims), "signature"]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

it("openai-codex: ChatGPT's login, then its own way of responses", async () => {
  const access = jwt({ "https://api.openai.com/auth": { chatgpt_account_id: "account-7" } });
  const server = await startAuthorization({ tokenFields: { access_token: access } });
  const vendor = await startRecordingVendor();
  const { authorizationUrl, tokenUrl } = server.oauth;
  const apiBaseUrl = `${vendor.url}/backend-api`;
  const endpoints = { authorizationUrl, tokenUrl, apiBaseUrl, redirectPort: await freePort() };
  const home = homeWith("openai-codex", endpoints);
  const running = startLogin(home, [
    ...login,
    "openai-codex",
    "--method",
    "browser",
    "--set-default",
    "--json",
  ]);
  await browse((await running.event("authorization")).url);
  expect(await running.ended).toMatchObject({ code: 0 });
  await hello(home);
  expect(vendor.requests).toMatchObject([
    {
      line: "POST /backend-api/codex/responses",
      headers: { "chatgpt-account-id": "account-7" },
      body: { model: "gpt-5.3-codex", stream: true, store: false },
    },
  ]);
  expect(vendor.requests.map(authOf)).toEqual([{ authorization: `Bearer ${access}` }]);
});

it("qwen-portal: both models, after the plugin was enabled", async () => {
  const server = await startAuthorization({});
  const vendor = await startRecordingVendor();
  const { tokenUrl, deviceAuthorizationUrl } = server.oauth;
  const apiBaseUrl = `${vendor.url}/v1`;
  const home = homeWith("qwen-portal-auth", { tokenUrl, deviceAuthorizationUrl, apiBaseUrl });
  const off = await home.run([...login, "qwen-portal", "--set-default"]);
  expect(off.code).not.toBe(0);
  expect(off.stderr).toContain("mayros plugins enable qwen-portal-auth");
  expect(await home.run(["plugins", "enable", "qwen-portal-auth"])).toMatchObject({ code: 0 });
  expect(await home.run([...login, "qwen-portal", "--set-default"])).toMatchObject({ code: 0 });
  await hello(home);
  const vision = await home.run(["run", "-m", "qwen-portal/vision-model", "hello"]);
  expect(vision).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
  expect(vendor.requests).toMatchObject([
    { line: "POST /v1/chat/completions", body: { model: "coder-model", stream: true } },
    { line: "POST /v1/chat/completions", body: { model: "vision-model", stream: true } },
  ]);
  for (const request of vendor.requests) {
    const { authorization = "", ...others } = authOf(request);
    expect(others).toEqual({});
    expect(server.knows(authorization.replace(/^Bearer /, ""))).toBe(true);
  }
});

describe("Google's code assistants", () => {
  const rows = [
    {
      plugin: "google-antigravity-auth",
      provider: "google-antigravity",
      words: ["--accept-terms"],
      variable: "MAYROS_ANTIGRAVITY",
      model: "claude-opus-4-6-thinking",
      requestType: "agent",
    },
    {
      plugin: "google-gemini-cli-auth",
      provider: "google-gemini-cli",
      words: [],
      variable: "MAYROS_GEMINI_OAUTH",
      model: "gemini-3-pro-preview",
      requestType: undefined,
    },
  ];

  it.each(rows)("$provider", async ({ plugin, provider, words, variable, model, requestType }) => {
    const clientSecret = "secret-that-nobody-has";
    const server = await startAuthorization({ clientSecret, keepsRefreshToken: true });
    const codeAssist = await startCodeAssistServer({ isKnown: (token) => server.knows(token) });
    onTestFinished(() => codeAssist.stop());
    codeAssist.answers.loadCodeAssist = [
      { body: { currentTier: { id: "standard-tier" }, cloudaicompanionProject: "project-1" } },
    ];
    const { authorizationUrl, tokenUrl, userInfoUrl } = server.oauth;
    const endpoints = { authorizationUrl, tokenUrl, userInfoUrl, redirectPort: await freePort() };
    const home = homeWith(plugin, { ...endpoints, apiBaseUrl: codeAssist.url });
    const env = {
      [`${variable}_CLIENT_ID`]: "client-0",
      [`${variable}_CLIENT_SECRET`]: clientSecret,
    };
    expect(await home.run(["plugins", "enable", plugin])).toMatchObject({ code: 0 });
    const running = startLogin(
      home,
      [...login, provider, "--set-default", "--json", ...words],
      env,
    );
    await browse((await running.event("authorization")).url);
    expect(await running.ended).toMatchObject({ code: 0 });
    await hello(home, env);
    const { token, ...chat } = codeAssist.requests.at(-1) ?? {};
    expect(chat).toMatchObject({
      method: "streamGenerateContent",
      body: {
        model,
        project: "project-1",
        ...(requestType === undefined ? {} : { requestType }),
        request: { contents: [{ role: "user", parts: [{ text: "hello" }] }] },
      },
    });
    expect(server.knows(token ?? "")).toBe(true);
  });
});

/** Answers whoever asks it for a token. */
async function startTokens(
  answer: (path: string, authorization: string, form: URLSearchParams) => object,
): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      outgoing.setHeader("content-type", "application/json");
      const { url = "", headers } = incoming;
      outgoing.end(
        JSON.stringify(answer(url, headers.authorization ?? "", new URLSearchParams(body))),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("google-vertex: gcloud's application default credentials, in a project", async () => {
  const tokenUrl = await startTokens(() => ({ access_token: "ya29.local", expires_in: 3599 }));
  const vendor = await startRecordingVendor();
  const home = homeWith("google-vertex", { tokenUrl, endpointUrl: vendor.url });
  mkdirSync(join(home.folder, ".config/gcloud"), { recursive: true });
  writeFileSync(
    join(home.folder, ".config/gcloud/application_default_credentials.json"),
    JSON.stringify({
      type: "authorized_user",
      client_id: "made-up",
      client_secret: "made-up",
      refresh_token: "made-up",
    }),
  );
  const env = { GOOGLE_CLOUD_PROJECT: "project-1", GOOGLE_CLOUD_LOCATION: "europe-west4" };
  const run = await home.run(["run", "-m", "google-vertex/gemini-3-pro-preview", "hello"], { env });
  expect(run).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
  expect(vendor.requests.map(({ line }) => line)).toEqual([
    "POST /v1/projects/project-1/locations/europe-west4/publishers/google/models/gemini-3-pro-preview:streamGenerateContent?alt=sse",
  ]);
  expect(vendor.requests.map(authOf)).toEqual([{ authorization: "Bearer ya29.local" }]);
});

it("github-copilot: every name of a GitHub token, exchanged, and rotated", async () => {
  const names = ["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"];
  const tokens = names.map((name) => `ghu_${name.toLowerCase()}`);
  const expires_at = Math.floor(Date.now() / 1000) + 1800;
  const copilotTokenUrl = await startTokens((_path, authorization) => ({
    token: `session-of-${/ghu_\w+/.exec(authorization)?.[0]}`,
    expires_at,
    refresh_in: 1500,
  }));
  const last = `session-of-${tokens.at(-1)}`;
  const vendor = await startRecordingVendor((key) => (key === last ? undefined : 429));
  const home = homeWith("github-copilot", { copilotTokenUrl, apiBaseUrl: vendor.url });
  const env = Object.fromEntries(names.map((name, index) => [name, tokens[index] ?? ""]));
  const run = await home.run(["run", "-m", "github-copilot/gpt-4o", "hello"], { env });
  expect(run).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
  expect(vendor.requests.map(authOf)).toEqual(
    tokens.map((token) => ({ authorization: `Bearer session-of-${token}` })),
  );
  for (const request of vendor.requests) {
    expect(request).toMatchObject({
      line: "POST /chat/completions",
      headers: { "copilot-integration-id": "vscode-chat", "x-initiator": "user" },
      body: { model: "gpt-4o", stream: true },
    });
  }
});

it("minimax-portal: by a code, and as a bearer", async () => {
  const vendor = await startRecordingVendor();
  const portal = await startTokens((path, _authorization, form) => {
    const base_resp = { status_code: 0, status_msg: "success" };
    const code = {
      user_code: "ABCD",
      verification_uri: "https://example.com/confirm",
      expired_in: Date.now() + 300_000,
      interval: 100,
      state: form.get("state"),
    };
    const token = {
      status: "success",
      access_token: "token-of-minimax",
      refresh_token: "refresh-of-minimax",
      expired_in: Date.now() + 900_000,
      token_type: "Bearer",
    };
    return { base_resp, ...(path === "/code" ? code : token) };
  });
  const home = homeWith("minimax-portal-auth", {
    deviceAuthorizationUrl: `${portal}/code`,
    tokenUrl: `${portal}/token`,
    apiBaseUrl: `${vendor.url}/anthropic`,
  });
  const plugin = "minimax-portal-auth";
  expect(await home.run(["plugins", "enable", plugin])).toMatchObject({ code: 0 });
  const words = [...login, "minimax-portal", "--method", "global", "--set-default"];
  expect(await home.run(words)).toMatchObject({ code: 0 });
  await hello(home);
  expect(vendor.requests).toMatchObject([
    { line: "POST /anthropic/v1/messages", body: { model: "MiniMax-M2.1", stream: true } },
  ]);
  expect(vendor.requests.map(authOf)).toEqual([{ authorization: "Bearer token-of-minimax" }]);
});

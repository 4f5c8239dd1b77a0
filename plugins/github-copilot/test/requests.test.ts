// From a GitHub token to answers, the whole way, with GitHub and Copilot on this machine.
import type { CallOptions } from "@mayros/core";
import { createHome, loginStage, startAuthorizationServer } from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { describe, expect, it, onTestFinished } from "vitest";
import { EXCHANGE, startCopilot } from "./fakes/start-copilot.ts";

const GITHUB = "ghu_0123456789abcdef";
type Prompt = CallOptions["prompt"];
const user: Prompt[number] = { role: "user", content: [{ type: "text", text: "hi" }] };

/** `block`: models.providers.github-copilot. */
async function openCopilot(env: Record<string, string> = {}, block?: object) {
  const github = await startAuthorizationServer({
    tokenFields: { access_token: GITHUB, expires_in: undefined, refresh_token: undefined },
    deviceFields: { interval: 0.02 },
  });
  const copilot = await startCopilot();
  copilot.accounts.set(GITHUB, 200);
  const { tokenUrl, deviceAuthorizationUrl } = github.oauth;
  const own = block && {
    ...block,
    baseUrl: `${copilot.url.replace("127.0.0.1", "localhost")}/own`,
  };
  const config = {
    ...{ tokenUrl, deviceAuthorizationUrl },
    ...{ copilotTokenUrl: copilot.url + EXCHANGE },
    ...(own ? {} : { apiBaseUrl: copilot.url }),
  };
  const written = {
    plugins: { entries: { "github-copilot": { config } } },
    ...(own ? { models: { providers: { "github-copilot": own } } } : {}),
  };
  const home = createHome(written);
  const mayros = createMayros({ env: { ...home.env, ...env } });
  onTestFinished(async () => {
    mayros.close();
    await Promise.all([github.stop(), copilot.stop()]);
    home.remove();
  });
  const { ui } = loginStage({ oauth: {} }).context;
  return {
    copilot,
    mayros,
    login: () => mayros.auth.login({ provider: "github-copilot", ui }),
    ask: async (model = "gpt-4o", prompt: Prompt = [user]) => {
      const parts: string[] = [];
      const handle = mayros.run({ model: `github-copilot/${model}`, prompt }, (part) => {
        if (part.type === "text-delta") parts.push(part.delta);
      });
      await handle.finished;
      return parts.join("");
    },
  };
}

it("logs in, exchanges once, and asks each model in its own wire", async () => {
  const { copilot, login, ask } = await openCopilot();
  expect(await login()).toMatchObject({ profileId: "github-copilot:github", renewable: false });
  const before = copilot.exchanges();
  for (const model of ["gpt-4o", "gpt-5.3-codex", "claude-sonnet-4.6"]) {
    expect(await ask(model)).toBe("Hello from Copilot.");
  }
  expect(copilot.exchanges() - before).toBe(1);
  const asked = copilot.requests.filter(
    ({ method, path }) => method === "POST" && path !== EXCHANGE,
  );
  expect(asked.map(({ path }) => path)).toEqual([
    "/chat/completions",
    "/responses",
    "/v1/messages",
  ]);
  for (const { headers } of asked) {
    expect(headers).toMatchObject({
      authorization: expect.stringMatching(/^Bearer tid=/),
      "x-initiator": "user",
      "openai-intent": "conversation-edits",
      "editor-version": "vscode/1.107.0",
      "copilot-integration-id": "vscode-chat",
    });
    expect(headers).not.toHaveProperty("x-api-key");
    expect(headers).not.toHaveProperty("copilot-vision-request");
  }
});

it("says who asks, and that there is something to see", async () => {
  const { copilot, login, ask } = await openCopilot();
  await login();
  const image = {
    type: "file",
    mediaType: "image/png",
    data: { type: "data", data: "iVBORw0KGgo=" },
  } as const;
  await ask("gpt-4o", [
    { role: "user", content: [{ type: "text", text: "what is it?" }, image] },
    {
      role: "assistant",
      content: [{ type: "tool-call", toolCallId: "c", toolName: "look", input: {} }],
    },
    {
      role: "tool",
      content: [
        {
          type: "tool-result",
          toolCallId: "c",
          toolName: "look",
          output: { type: "text", value: "a cat" },
        },
      ],
    },
  ]);
  expect(copilot.requests.at(-1)?.headers).toMatchObject({
    "x-initiator": "agent",
    "copilot-vision-request": "true",
  });
});

it.each(["COPILOT_GITHUB_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"])("exchanges %s", async (name) => {
  const { copilot, ask } = await openCopilot({ [name]: GITHUB });
  expect(await ask()).toBe("Hello from Copilot.");
  const sent = copilot.requests.filter(({ headers }) => headers.authorization?.includes(GITHUB));
  expect(sent.map(({ path }) => path)).toEqual([EXCHANGE]);
});

it("exchanges anew when Copilot refuses its token", async () => {
  const { copilot, login, ask } = await openCopilot();
  await login();
  await ask();
  copilot.tokens.clear();
  const before = copilot.exchanges();
  expect(await ask()).toBe("Hello from Copilot.");
  expect(copilot.exchanges() - before).toBe(1);
});

it("wants a login when the GitHub token was taken back", async () => {
  const { copilot, login, ask } = await openCopilot();
  await login();
  copilot.accounts.clear();
  const error = await ask().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "MAYROS_LOGIN_NEEDED" });
  expect(JSON.stringify(error)).toContain("mayros models auth login-github-copilot");
});

it("tells a plan that is used up from one that may ask again soon", async () => {
  const { copilot, login, ask } = await openCopilot();
  await login();
  copilot.refusals.push({ status: 402, body: "You have no quota" });
  await expect(ask()).rejects.toMatchObject({ failure: { kind: "billing" } });
  copilot.refusals.push({ status: 429, body: "too many requests" });
  await expect(ask("claude-haiku-4.5")).rejects.toMatchObject({ failure: { kind: "rate_limit" } });
});

describe("a server of one's own", () => {
  const secrets = {
    MAYROS_LIVE_GITHUB_COPILOT_KEY: "gho_live",
    GITHUB_COPILOT_API_KEY: "ghu_named",
    COPILOT_GITHUB_TOKEN: "of-some-new-form",
    GH_TOKEN: GITHUB,
  };
  const sent = (copilot: Awaited<ReturnType<typeof openCopilot>>["copilot"]) =>
    copilot.requests.map(({ path, headers }) => [path, headers.authorization]);

  it("gets the key that the config has for it, and no token of GitHub or Copilot", async () => {
    const { copilot, login, ask } = await openCopilot(secrets, { apiKey: "my-own" });
    await login();
    copilot.requests.length = 0;
    await ask().catch(() => {});
    expect(sent(copilot)).toEqual([["/own/chat/completions", "Bearer my-own"]]);
  });

  it("gets nothing where it needs nothing", async () => {
    const { copilot, login, ask } = await openCopilot(secrets, { auth: "none" });
    await login();
    copilot.requests.length = 0;
    await ask().catch(() => {});
    expect(sent(copilot)).toEqual([["/own/chat/completions", undefined]]);
  });

  it("is not asked where there is nothing for it, and the error says what to set", async () => {
    const { copilot, ask } = await openCopilot(secrets, {});
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      hint: expect.stringContaining("models.providers.github-copilot.apiKey"),
    });
    expect(copilot.requests).toEqual([]);
  });
});

it("lists what the account may use, by the exchanged token", async () => {
  const { copilot, mayros, ask } = await openCopilot({ COPILOT_GITHUB_TOKEN: GITHUB });
  const listed = (id: string, more: object, supports: object = {}) => ({
    ...{ id, model_picker_enabled: true, ...more },
    capabilities: {
      type: "chat",
      limits: { max_context_window_tokens: 400_000, max_output_tokens: 128_000 },
      supports: { tool_calls: true, ...supports },
    },
  });
  copilot.models = [
    listed(
      "claude-9",
      { supported_endpoints: ["/v1/messages", "/chat/completions"] },
      { vision: true },
    ),
    listed("gpt-9", { supported_endpoints: ["/responses"] }, { reasoning_effort: ["low", "high"] }),
    listed("gpt-4o", { supported_endpoints: ["/chat/completions"] }),
    listed("hidden", { model_picker_enabled: false }),
    listed("refused", { policy: { state: "disabled" } }),
    listed("without-tools", {}, { tool_calls: false }),
    { id: "embedder", model_picker_enabled: true, capabilities: { type: "embeddings" } },
  ];
  const [asked] = await mayros.models.refresh({ provider: "github-copilot" });
  expect(asked).toMatchObject({ answered: true, added: ["claude-9", "gpt-9"] });
  const list = copilot.requests.find(({ path }) => path === "/models");
  expect(list?.headers).toMatchObject({
    authorization: expect.stringMatching(/^Bearer tid=/),
    "x-github-api-version": "2026-06-01",
  });
  expect(await mayros.models.resolve("github-copilot/claude-9")).toMatchObject({
    api: "anthropic-messages",
    model: { contextWindow: 400_000, maxTokens: 128_000, input: ["text", "image"] },
  });
  await ask("gpt-9");
  expect(copilot.requests.at(-1)?.path).toBe("/responses");
});

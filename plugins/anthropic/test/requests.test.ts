// From a setup-token to answers, the whole way, with Anthropic's API on this machine; and that API keys go as ever.
import { createHome, loginStage } from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { expect, it, onTestFinished } from "vitest";
import { startAnthropic } from "./fakes/start-anthropic.ts";

const token = `sk-ant-oat01-${"aB3-_".repeat(19)}`;
const key = "sk-ant-api03-0123456789abcdef";

async function openAnthropic(env: Record<string, string> = {}) {
  const anthropic = await startAnthropic();
  const entry = { config: { apiBaseUrl: anthropic.url } };
  const config = { plugins: { entries: { anthropic: entry } } };
  const home = createHome(config);
  const mayros = createMayros({ env: { ...home.env, ...env } });
  onTestFinished(async () => {
    mayros.close();
    await anthropic.stop();
    home.remove();
  });
  const { ui } = loginStage({ oauth: {}, answer: () => token }).context;
  const model = mayros.languageModel("anthropic/claude-opus-4-6");
  return {
    anthropic,
    login: () => mayros.auth.login({ provider: "anthropic", method: "setup-token", ui }),
    ask: async () =>
      model.doGenerate({
        prompt: [
          { role: "system", content: "Be brief." },
          { role: "user", content: [{ type: "text", text: "hi" }] },
        ],
        tools: [{ type: "function", name: "read", inputSchema: { type: "object" } }],
      }),
  };
}

const identity = {
  type: "text",
  text: "You are Claude Code, Anthropic's official CLI for Claude.",
};
const own = { type: "text", text: "Be brief." };

it("asks with a pasted token, as Claude Code would", async () => {
  const { anthropic, login, ask } = await openAnthropic();
  anthropic.known.add(token);
  expect(await login()).toMatchObject({ profileId: "anthropic:manual", kind: "token" });
  const { content } = await ask();
  expect(content).toEqual([{ type: "text", text: "Hello from Claude." }]);
  const [{ headers, body } = { headers: {}, body: {} }] = anthropic.requests;
  expect(headers).not.toHaveProperty("x-api-key");
  expect(body.system).toEqual([identity, own]);
  expect(body.tools).toMatchObject([{ name: "Read" }]);
});

it("gives the caller its own names of tools", async () => {
  const { anthropic, login, ask } = await openAnthropic();
  anthropic.known.add(token);
  anthropic.calls = "Read";
  await login();
  const { content } = await ask();
  expect(content).toMatchObject([{ type: "tool-call", toolName: "read" }]);
});

it.each(["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"])("knows a token in %s", async (name) => {
  const { anthropic, ask } = await openAnthropic({ [name]: token });
  anthropic.known.add(token);
  await ask();
  expect(anthropic.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
});

it("sends API keys as ever", async () => {
  const { anthropic, ask } = await openAnthropic({ ANTHROPIC_API_KEY: key });
  anthropic.known.add(key);
  anthropic.calls = "read";
  const { content } = await ask();
  expect(content).toMatchObject([{ toolName: "read" }]);
  const [{ headers, body } = { headers: {}, body: {} }] = anthropic.requests;
  expect(headers).toMatchObject({ "x-api-key": key });
  expect(headers).not.toHaveProperty("authorization");
  expect(headers["user-agent"]).not.toContain("claude");
  expect([body.system, body.tools]).toMatchObject([[own], [{ name: "read" }]]);
});

it("says what to do when the token has ended", async () => {
  const { login, ask } = await openAnthropic();
  await login();
  const error = await ask().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: "MAYROS_LOGIN_NEEDED", statusCode: 401 });
  expect(String(error)).toContain("mayros models auth setup-token");
  expect(String(error)).not.toContain(token);
});

// From the consent to answers of both kinds of models: the whole way, with Google's services on this machine.
import type { CallOptions } from "@mayros/core";
import { expect, it } from "vitest";
import { openAntigravity } from "./fakes/open-antigravity.ts";

const hi: CallOptions = { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };

const chats = ({ requests }: Awaited<ReturnType<typeof openAntigravity>>["codeAssist"]) =>
  requests.filter(({ method }) => method.endsWith("enerateContent"));

it("logs nobody in who does not accept the risk", async () => {
  const { login, server } = await openAntigravity();
  await expect(login(false)).rejects.toMatchObject({ code: "MAYROS_CONSENT_MISSING" });
  expect(server.journal()).toEqual([]);
});

it("logs in, and asks as Antigravity does, with the project of the account", async () => {
  const { login, ask, codeAssist } = await openAntigravity();
  expect(await login()).toMatchObject({
    profileId: "google-antigravity:ada@example.com",
    renewable: true,
  });
  const providerOptions = { google: { threshold: "OFF" } };
  expect(await ask("gemini-3-flash", { ...hi, providerOptions })).toMatchObject([
    { type: "text", text: "Hello from Antigravity." },
  ]);
  expect(chats(codeAssist)).toMatchObject([
    {
      headers: { "user-agent": expect.stringMatching(/^antigravity\/hub\//) },
      body: {
        model: "gemini-3-flash",
        project: "project-1",
        requestType: "agent",
        userAgent: "antigravity",
        requestId: expect.stringMatching(/^agent-[\da-f-]{36}$/),
        request: { sessionId: "session-1" },
      },
    },
  ]);
  expect(chats(codeAssist)[0]?.body?.request).not.toHaveProperty("safetySettings");
});

it("asks Claude models in their way", async () => {
  const { login, ask, codeAssist } = await openAntigravity();
  await login();
  const inputSchema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object" as const,
    properties: { city: { type: "string" as const, minLength: 1 } },
    required: ["city"],
  };
  await ask("claude-opus-4-6-thinking", {
    ...hi,
    reasoning: "low",
    maxOutputTokens: 1000,
    tools: [{ type: "function", name: "weather", inputSchema }],
  });
  const [chat] = chats(codeAssist);
  expect(chat?.headers["anthropic-beta"]).toBe("interleaved-thinking-2025-05-14");
  expect(chat?.body?.request).toMatchObject({
    generationConfig: { maxOutputTokens: 7554, thinkingConfig: { thinkingBudget: 6554 } },
    toolConfig: { functionCallingConfig: { mode: "VALIDATED" } },
    tools: [
      {
        functionDeclarations: [
          {
            name: "weather",
            parameters: {
              type: "object",
              properties: { city: { type: "string", description: "min length: 1." } },
              required: ["city"],
            },
          },
        ],
      },
    ],
  });
});

it("renews a token that was refused", async () => {
  const { login, ask, server, codeAssist } = await openAntigravity();
  await login();
  const expired = { error: { code: 401, message: "Expired.", status: "UNAUTHENTICATED" } };
  const parts = [{ text: "Renewed." }];
  const response = { candidates: [{ content: { role: "model", parts }, finishReason: "STOP" }] };
  codeAssist.answers.generateContent = [{ status: 401, body: expired }, { body: { response } }];
  expect(await ask("gemini-3-flash", hi)).toMatchObject([{ text: "Renewed." }]);
  expect(server.stat()).toMatchObject({ refreshes: 1 });
  const [before, after] = chats(codeAssist);
  expect(after?.token).not.toBe(before?.token);
});

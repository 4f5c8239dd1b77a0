// Token counts: the request of a chat without what only says how to answer it.
import { type CallOptions, type Codec, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../src/anthropic-messages/index.ts";
import { googleGenerativeAi } from "../src/google-generative-ai/index.ts";
import { openaiResponses } from "../src/openai-responses/index.ts";

const call: CallOptions = {
  prompt: [
    { role: "system", content: "Be brief." },
    { role: "user", content: [{ type: "text", text: "hello" }] },
  ],
  maxOutputTokens: 100,
  tools: [{ type: "function", name: "weather", inputSchema: { type: "object" } }],
};
const target = (baseUrl: string) => ({
  provider: "acme",
  model: withModelDefaults({ id: "m-1" }),
  baseUrl,
  compat: {},
});

const wires: [codec: Codec, baseUrl: string, url: string, answer: object][] = [
  [
    anthropicMessages,
    "https://a.example",
    "https://a.example/v1/messages/count_tokens",
    { input_tokens: 14 },
  ],
  [
    openaiResponses,
    "https://o.example/v1",
    "https://o.example/v1/responses/input_tokens",
    { object: "response.input_tokens", input_tokens: 14 },
  ],
  [
    googleGenerativeAi,
    "https://g.example/v1beta",
    "https://g.example/v1beta/models/m-1:countTokens",
    { totalTokens: 14, promptTokensDetails: [{ modality: "TEXT", tokenCount: 14 }] },
  ],
];

describe.each(wires)("$api", ({ operations }, baseUrl, url, answer) => {
  const { chat, countTokens } = operations;

  it("sends what the chat would send, less what does not count", () => {
    const counted = countTokens?.encodeRequest(call, target(baseUrl));
    const asked = chat.encodeRequest(call, target(baseUrl), false).body;
    expect(counted?.url).toBe(url);
    const body = counted?.body.generateContentRequest ?? counted?.body;
    const { model, ...rest } = body as Record<string, unknown>;
    expect(String(model)).toMatch(/m-1$/);
    expect(Object.keys(rest).length).toBeGreaterThan(1);
    expect(asked).toMatchObject(rest);
    for (const name of ["stream", "max_tokens", "max_output_tokens"]) {
      expect(rest).not.toHaveProperty(name);
    }
  });

  it("reads the count, and refuses an answer without one", () => {
    const read = (body: unknown) =>
      countTokens?.decodeResponse(JSON.stringify(body), target(baseUrl));
    expect(read(answer)).toBe(14);
    for (const wrong of [{}, [], null, { input_tokens: null, totalTokens: "14" }]) {
      expect(() => read(wrong)).toThrow(SyntaxError);
    }
  });
});

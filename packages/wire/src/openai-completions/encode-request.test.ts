// What the codec does beyond the AI SDK's packages: the flags of servers, and calls that it refuses in part.
// What it does as they do is in test/openai-completions.
import type { CallOptions, JSONObject, Target } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { openaiCompletions } from "./index.ts";

type Message = CallOptions["prompt"][number];

const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });

function encode(call: Partial<CallOptions>, compat: Target["compat"] = {}, stream = false) {
  const { encodeRequest } = openaiCompletions.operations.chat;
  return encodeRequest({ prompt: [user("hi")], ...call }, { ...target, compat }, stream);
}

/** The messages of a call, and the features that were warned about. */
function messagesOf(prompt: CallOptions["prompt"], compat: Target["compat"] = {}) {
  const { body, warnings } = encode({ prompt }, compat);
  return {
    messages: body.messages,
    warned: warnings.map((warning) => "feature" in warning && warning.feature),
  };
}

const called: Message = {
  role: "assistant",
  content: [{ type: "tool-call", toolCallId: "c1", toolName: "f", input: { a: 1 } }],
};
const result = (output: object): Message =>
  ({
    role: "tool",
    content: [{ type: "tool-result", toolCallId: "c1", toolName: "f", output }],
  }) as Message;
const system: Message = { role: "system", content: "s" };
const tool = { type: "function", name: "f", inputSchema: {} } as const;

describe("flags of servers", () => {
  it.each<[Target["compat"], Partial<CallOptions>, JSONObject, stream?: boolean]>([
    [{ supportsUsageInStreaming: false }, {}, { stream: true }, true],
    [
      { maxTokensField: "max_completion_tokens" },
      { maxOutputTokens: 9 },
      { max_completion_tokens: 9 },
    ],
    [{ seedField: "random_seed" }, { seed: 3 }, { random_seed: 3 }],
    [{ supportsStore: true }, {}, { store: false }],
    [{ supportsTopK: true }, { topK: 5 }, { top_k: 5 }],
    [{ openRouterRouting: { order: ["x"] } }, {}, { provider: { order: ["x"] } }],
    [
      { vercelGatewayRouting: { only: ["x"] } },
      {},
      { providerOptions: { gateway: { only: ["x"] } } },
    ],
    [{ requiresToolsWithToolHistory: true }, { prompt: [user("a"), called] }, { tools: [] }],
    [
      { zaiToolStream: true },
      { tools: [tool] },
      { tools: [{ type: "function", function: { name: "f", parameters: {} } }], tool_stream: true },
    ],
    [
      { supportsStrictMode: false },
      { responseFormat: { type: "json", schema: {} } },
      { response_format: { type: "json_schema", json_schema: { name: "response", schema: {} } } },
    ],
  ])("%j", (compat, call, fields, stream = false) => {
    const { body, warnings } = encode(call, compat, stream);
    const { model: _model, messages: _messages, ...rest } = body;
    expect(rest).toEqual(fields);
    expect(warnings).toEqual([]);
  });

  it("leave keywords out of schemas, but no property of such a name", () => {
    const properties = { minLength: { type: "string", minLength: 2 } } as const;
    const { body } = encode(
      {
        tools: [{ ...tool, inputSchema: { type: "object", properties } }],
        responseFormat: { type: "json", schema: { type: "string", minLength: 1 } },
      },
      { refusedSchemaKeywords: ["minLength"] },
    );
    expect(body).toMatchObject({
      tools: [{ function: { parameters: { properties: { minLength: { type: "string" } } } } }],
      response_format: { json_schema: { schema: { type: "string" } } },
    });
    expect(JSON.stringify(body)).not.toMatch(/"minLength":\d/);
  });

  it("shape the messages", () => {
    const { messages } = messagesOf(
      [system, called, result({ type: "text", value: "r" }), user("u")],
      {
        supportsDeveloperRole: true,
        requiresToolResultName: true,
        requiresAssistantAfterToolResult: true,
        requiresMistralToolIds: true,
      },
    );
    const id = expect.stringMatching(/^[A-Za-z0-9]{9}$/) as string;
    expect(messages).toMatchObject([
      { role: "developer" },
      { role: "assistant", content: "", tool_calls: [{ id }] },
      { role: "tool", name: "f" },
      { role: "assistant" },
      { role: "user" },
    ]);
    const ids = JSON.stringify(messages).match(/(?<="(?:id|tool_call_id)":")\w{9}(?=")/g);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it("give a text to every message of the assistant", () => {
    const text = (compat: Target["compat"]) => messagesOf([called], compat).messages;
    expect(text({})).toMatchObject([{ content: null }]);
    expect(text({ requiresNonNullAssistantContent: true })).toMatchObject([{ content: "" }]);
  });

  it("say what is to be cached", () => {
    const cached = { anthropic: { cacheControl: { type: "ephemeral" } } };
    const { messages, warned } = messagesOf(
      [
        { ...system, providerOptions: cached },
        { ...user("u"), providerOptions: cached },
        {
          role: "assistant",
          content: [
            { type: "text", text: "a" },
            { type: "text", text: "b" },
          ],
          providerOptions: cached,
        },
        result({ type: "text", value: "r", providerOptions: cached }),
      ],
      { cacheControlFormat: "anthropic" },
    );
    const mark = { cache_control: { type: "ephemeral" } };
    const text = (of: string) => ({ type: "text", text: of });
    expect(messages).toEqual([
      { role: "system", content: [{ ...text("s"), ...mark }] },
      { role: "user", content: [{ ...text("u"), ...mark }] },
      { role: "assistant", content: [text("a"), { ...text("b"), ...mark }] },
      { role: "tool", tool_call_id: "c1", content: [{ ...text("r"), ...mark }] },
    ]);
    expect(warned).toEqual([]);
    expect(
      encode({ tools: [{ ...tool, providerOptions: cached }] }, { cacheControlFormat: "x" }).body,
    ).toMatchObject({ tools: [mark] });
  });
});

it("turns reasoning on beside a level that an option names, where the two are apart", () => {
  const providerOptions = { acme: { reasoningEffort: "max" } };
  const { body } = encode({ reasoning: "high", providerOptions }, { thinkingFormat: "deepseek" });
  expect(body).toMatchObject({ thinking: { type: "enabled" }, reasoning_effort: "max" });
});

describe("what is not sent", () => {
  it.each<[feature: string, Partial<CallOptions>, compat?: Target["compat"]]>([
    ["toolChoice", { toolChoice: { type: "required" } }],
    ["strict tools", { tools: [{ ...tool, strict: true }] }, { supportsStrictMode: false }],
    ["inputExamples", { tools: [{ ...tool, inputExamples: [{ input: {} }] }] }],
    ["include", { providerOptions: { openai: { include: [] } } }],
    ["provider option stream", { providerOptions: { acme: { stream: true } } }],
    ["store", { providerOptions: { openai: { store: true } } }, { supportsStore: false }],
    ["header authorization", { headers: { Authorization: "Bearer x" } }],
    ["header content-type", { headers: { "Content-Type": "text/plain" } }],
    [
      "cacheControl",
      {
        prompt: [
          { ...system, providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } },
        ],
      },
    ],
    [
      "message name on tool messages",
      {
        prompt: [
          {
            ...result({ type: "text", value: "r" }),
            providerOptions: { openai: { name: "n" } },
          },
        ],
      },
    ],
  ])("warns about %s", (feature, call, compat) => {
    expect(encode(call, compat).warnings).toMatchObject([{ feature }]);
  });

  it("is a limit of output tokens that nobody asked for", () => {
    expect(encode({}).body).not.toHaveProperty("max_tokens");
  });

  it("is a file that no part can hold: a note stands in its place", () => {
    const file = (mediaType: string, data: object) => ({ type: "file", mediaType, data }) as never;
    const url = new URL("https://e.example/a");
    const { messages, warned } = messagesOf([
      {
        role: "user",
        content: [
          file("application/zip", { type: "data", data: "QUJD" }),
          file("application/pdf", { type: "url", url }),
          file("audio/ogg", { type: "data", data: "T2dn" }),
          file("text/plain", { type: "url", url }),
          file("image/png", { type: "reference", reference: { elsewhere: "file-1" } }),
        ],
      },
    ]);
    const types = ["application/zip", "application/pdf", "audio/ogg", "text/plain", "image/png"];
    const notes = types.map((type) => ({
      type: "text",
      text: `[${type} file could not be attached]`,
    }));
    expect(messages).toEqual([{ role: "user", content: notes }]);
    expect(warned).toEqual(types.map((type) => `${type} file`));
  });
});

it("reads provider options by namespace, wire and provider", () => {
  const { body } = encode({
    reasoning: "low",
    providerOptions: {
      openai: { reasoningEffort: "high", user: "u", logprobs: 2, parallelToolCalls: false },
      "openai-completions": { top_a: 1 },
      acme: { reasoningEffort: "medium", min_p: 0.1 },
      other: { x: 1 },
    },
  });
  expect(body).toMatchObject({
    reasoning_effort: "medium",
    user: "u",
    logprobs: true,
    top_logprobs: 2,
    parallel_tool_calls: false,
    top_a: 1,
    min_p: 0.1,
  });
  expect(body).not.toHaveProperty("x");
});

it("reads the options of a provider with a hyphen under both forms of its name", () => {
  const provider = "my-server";
  const providerOptions = { "my-server": { a: 1, b: 1 }, myServer: { b: 2 } };
  const { body } = openaiCompletions.operations.chat.encodeRequest(
    { prompt: [user("hi")], providerOptions },
    { ...target, provider },
    false,
  );
  expect(body).toMatchObject({ a: 1, b: 2 });
});

it("moves files of tool results behind all results of the turn", () => {
  const picture = { type: "file", mediaType: "image/png", data: { type: "data", data: "QUJD" } };
  const { messages, warned } = messagesOf([
    called,
    result({ type: "content", value: [picture] }),
    result({ type: "text", value: "b" }),
  ]);
  expect(messages).toMatchObject([
    { role: "assistant" },
    { role: "tool", content: "(no text)" },
    { role: "tool", content: "b" },
    { role: "user", content: [{ type: "text" }, { type: "image_url" }] },
  ]);
  expect(warned).toEqual(["file in a tool result"]);
});

describe("reasoning of earlier answers", () => {
  const own = { ref: "acme/model-1", wire: "openai-completions" };
  const thought = (openai?: JSONObject): Message => ({
    role: "assistant",
    content: [
      { type: "reasoning", text: "hm", ...(openai ? { providerOptions: { openai } } : {}) },
      { type: "text", text: "a" },
    ],
  });

  it.each<[string, JSONObject | undefined, Target["compat"], JSONObject, warnings: number]>([
    [
      "of this model",
      { ...own, reasoningField: "reasoning" },
      {},
      { content: "a", reasoning: "hm" },
      0,
    ],
    [
      "of another model",
      { ...own, ref: "acme/other", reasoningField: "reasoning" },
      {},
      { content: "a" },
      1,
    ],
    ["of nobody known", undefined, {}, { content: "a" }, 1],
    [
      "that is required",
      undefined,
      { requiresReasoningContentOnAssistantMessages: true },
      { content: "a", reasoning_content: "hm" },
      0,
    ],
    [
      "among the pieces of the content",
      { ...own, reasoningField: "content" },
      {},
      {
        content: [
          { type: "thinking", thinking: [{ type: "text", text: "hm" }] },
          { type: "text", text: "a" },
        ],
      },
      0,
    ],
    ["as text", undefined, { requiresThinkingAsText: true }, { content: "hm\n\na" }, 0],
    [
      "with details",
      { ...own, reasoningDetails: [{ type: "x" }] },
      {},
      { content: "a", reasoning_details: [{ type: "x" }] },
      0,
    ],
  ])("goes back: %s", (_name, openai, compat, message, warnings) => {
    const { messages, warned } = messagesOf([thought(openai)], compat);
    expect(messages).toEqual([{ role: "assistant", ...message }]);
    expect(warned).toHaveLength(warnings);
  });

  it("is required also where there is none", () => {
    const compat = { requiresReasoningContentOnAssistantMessages: true };
    expect(messagesOf([called], compat).messages).toMatchObject([{ reasoning_content: "" }]);
  });
});

import type { CallOptions, JSONObject, Target } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { openaiCompletions } from "./index.ts";

const user = (text: string): CallOptions["prompt"][number] => ({
  role: "user",
  content: [{ type: "text", text }],
});
const prompt = [user("hi")];
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

function encode(call: Partial<CallOptions>, compat: Target["compat"] = {}, stream = false) {
  const { encodeRequest } = openaiCompletions.operations.chat;
  return encodeRequest({ prompt, ...call }, { ...target, compat }, stream);
}

/** The messages of a call, and the features that were warned about. */
function messagesOf(messages: CallOptions["prompt"], compat: Target["compat"] = {}) {
  const { body, warnings } = encode({ prompt: messages }, compat);
  return {
    messages: body.messages,
    warned: warnings.map((warning) => "feature" in warning && warning.feature),
  };
}

const called: CallOptions["prompt"][number] = {
  role: "assistant",
  content: [{ type: "tool-call", toolCallId: "c1", toolName: "f", input: { a: 1 } }],
};
const result = (output: object): CallOptions["prompt"][number] =>
  ({
    role: "tool",
    content: [{ type: "tool-result", toolCallId: "c1", toolName: "f", output }],
  }) as CallOptions["prompt"][number];

describe("openai-completions encodeRequest", () => {
  it("asks for a stream with usage", () => {
    expect(encode({}, {}, true)).toEqual({
      url: "https://api.acme.example/v1/chat/completions",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: {
        model: "model-1",
        messages: [{ role: "user", content: "hi" }],
        stream: true,
        stream_options: { include_usage: true },
      },
      warnings: [],
    });
  });

  it.each<[string, Target["compat"], Partial<CallOptions>, JSONObject]>([
    ["no usage in streams", { supportsUsageInStreaming: false }, {}, { stream: true }],
    ["max tokens", {}, { maxOutputTokens: 9 }, { max_tokens: 9 }],
    [
      "max tokens, newer name",
      { maxTokensField: "max_completion_tokens" },
      { maxOutputTokens: 9 },
      { max_completion_tokens: 9 },
    ],
    ["store", { supportsStore: true }, {}, { store: false }],
    [
      "sampling",
      { supportsTopK: true },
      {
        temperature: 0,
        topP: 0.1,
        topK: 5,
        presencePenalty: 1,
        frequencyPenalty: 2,
        seed: 3,
        stopSequences: ["a"],
      },
      {
        temperature: 0,
        top_p: 0.1,
        top_k: 5,
        presence_penalty: 1,
        frequency_penalty: 2,
        seed: 3,
        stop: ["a"],
      },
    ],
    [
      "JSON mode",
      {},
      { responseFormat: { type: "json" } },
      { response_format: { type: "json_object" } },
    ],
    ["router", { openRouterRouting: { order: ["x"] } }, {}, { provider: { order: ["x"] } }],
    [
      "gateway",
      { vercelGatewayRouting: { only: ["x"] } },
      {},
      { providerOptions: { gateway: { only: ["x"] } } },
    ],
    [
      "tools with history",
      { requiresToolsWithToolHistory: true },
      { prompt: [user("a"), called] },
      { tools: [] },
    ],
  ])("body: %s", (_name, compat, call, fields) => {
    const { body, warnings } = encode(call, compat, "supportsUsageInStreaming" in compat);
    const { model: _model, messages: _messages, ...rest } = body;
    expect(rest).toEqual(fields);
    expect(warnings).toEqual([]);
  });

  it("never sets a limit of output tokens on its own", () => {
    expect(encode({}).body).not.toHaveProperty("max_tokens");
  });

  it.each<[string, Target["compat"], Partial<CallOptions>]>([
    ["topK", {}, { topK: 1 }],
    [
      "tool acme.search",
      {},
      { tools: [{ type: "provider", id: "acme.search", name: "s", args: {} }] },
    ],
    ["toolChoice", {}, { toolChoice: { type: "required" } }],
    [
      "strict tools",
      { supportsStrictMode: false },
      { tools: [{ type: "function", name: "f", inputSchema: {}, strict: true }] },
    ],
    [
      "inputExamples",
      {},
      { tools: [{ type: "function", name: "f", inputSchema: {}, inputExamples: [{ input: {} }] }] },
    ],
    [
      "responseFormat",
      { supportsJsonSchema: false },
      { responseFormat: { type: "json", schema: {} } },
    ],
    ["providerOptions.openai.include", {}, { providerOptions: { openai: { include: [] } } }],
    ["provider option stream", {}, { providerOptions: { acme: { stream: true } } }],
    ["store", { supportsStore: false }, { providerOptions: { openai: { store: true } } }],
    ["header authorization", {}, { headers: { Authorization: "Bearer x" } }],
    ["header content-type", {}, { headers: { "Content-Type": "text/plain" } }],
    [
      "cacheControl",
      {},
      {
        prompt: [
          { ...user("a"), providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } },
        ],
      },
    ],
  ])("warns about %s", (feature, compat, call) => {
    expect(encode(call, compat).warnings).toMatchObject([{ feature }]);
  });

  it("merges the caller's headers, lower-cased", () => {
    const { headers } = encode({ headers: { "X-Trace": "1", "x-none": undefined, cookie: "a" } });
    expect(headers).toEqual({
      "content-type": "application/json",
      accept: "application/json",
      "x-trace": "1",
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

  it("encodes tools and the choice among them", () => {
    const { body } = encode(
      {
        tools: [
          {
            type: "function",
            name: "f",
            description: "d",
            inputSchema: {
              type: "object",
              properties: { minLength: { type: "string", minLength: 2 } },
            },
            strict: true,
          },
        ],
        toolChoice: { type: "tool", toolName: "f" },
      },
      { zaiToolStream: true, refusedSchemaKeywords: ["minLength"] },
    );
    expect(body).toMatchObject({
      tools: [{ type: "function", function: { name: "f", description: "d", strict: true } }],
      tool_choice: { type: "function", function: { name: "f" } },
      tool_stream: true,
    });
    expect(body).toHaveProperty("tools[0].function.parameters", {
      type: "object",
      properties: { minLength: { type: "string" } },
    });
  });

  it("encodes a JSON schema as response format", () => {
    const responseFormat = {
      type: "json",
      schema: { type: "object" },
      name: "n",
      description: "d",
    } as const;
    const json_schema = { name: "n", description: "d", schema: { type: "object" }, strict: true };
    expect(encode({ responseFormat }).body).toMatchObject({
      response_format: { type: "json_schema", json_schema },
    });
    const loose = encode({
      responseFormat,
      providerOptions: { openai: { strictJsonSchema: false } },
    });
    expect(loose.body).toHaveProperty("response_format.json_schema.strict", false);
  });
});

describe("openai-completions messages", () => {
  it("encodes files, and leaves a note for what it cannot carry", () => {
    const file = (mediaType: string, data: object) => ({ type: "file", mediaType, data }) as never;
    const url = new URL("https://e.example/a.png");
    const { messages, warned } = messagesOf([
      {
        role: "user",
        content: [
          file("image/*", { type: "data", data: PNG }),
          file("image/png", { type: "data", data: "QUJD" }),
          file("image", { type: "url", url }),
          file("audio/mpeg", { type: "data", data: "QUJD" }),
          file("application/pdf", { type: "data", data: "QUJD" }),
          file("text/plain", { type: "data", data: new TextEncoder().encode("é") }),
          file("text/plain", { type: "text", text: "t" }),
          file("video/mp4", { type: "url", url }),
          file("application/pdf", { type: "reference", reference: { openai: "file-1" } }),
          file("application/zip", { type: "data", data: "QUJD" }),
        ],
      },
    ]);
    expect(messages).toEqual([
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } },
          { type: "image_url", image_url: { url: "data:image/png;base64,QUJD" } },
          { type: "image_url", image_url: { url: url.href } },
          { type: "input_audio", input_audio: { data: "QUJD", format: "mp3" } },
          {
            type: "file",
            file: { filename: "document.pdf", file_data: "data:application/pdf;base64,QUJD" },
          },
          { type: "text", text: "é" },
          { type: "text", text: "t" },
          { type: "video_url", video_url: { url: url.href } },
          { type: "file", file: { file_id: "file-1" } },
          { type: "text", text: "[application/zip file could not be attached]" },
        ],
      },
    ]);
    expect(warned).toEqual(["application/zip file"]);
  });

  it.each([
    [{ type: "text", value: "ok" }, "ok"],
    [{ type: "json", value: { a: [1] } }, '{"a":[1]}'],
    [{ type: "error-text", value: "bad" }, "bad"],
    [{ type: "error-json", value: null }, "null"],
    [{ type: "execution-denied", reason: "no" }, "no"],
    [{ type: "execution-denied" }, "Tool call execution denied."],
    [
      {
        type: "content",
        value: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      },
      "a\nb",
    ],
  ])("encodes the tool result %j", (output, content) => {
    const { messages, warned } = messagesOf([called, result(output)]);
    expect(messages).toEqual([
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "c1", type: "function", function: { name: "f", arguments: '{"a":1}' } }],
      },
      { role: "tool", tool_call_id: "c1", content },
    ]);
    expect(warned).toEqual([]);
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

  it.each([
    ["object", { a: 1 }, '{"a":1}'],
    ["JSON text", '{"a":1}', '{"a":1}'],
    ["other text", "a", '"a"'],
    ["nothing", undefined, "{}"],
    ["empty text", "", "{}"],
  ])("encodes tool input: %s", (_name, input, text) => {
    const { messages } = messagesOf([
      {
        role: "assistant",
        content: [{ type: "tool-call", toolCallId: "c", toolName: "f", input }],
      },
    ]);
    expect(messages).toHaveProperty("[0].tool_calls[0].function.arguments", text);
  });

  it("follows the quirks of servers", () => {
    const compat = {
      supportsDeveloperRole: true,
      requiresToolResultName: true,
      requiresAssistantAfterToolResult: true,
      requiresMistralToolIds: true,
    };
    const { messages } = messagesOf(
      [{ role: "system", content: "s" }, called, result({ type: "text", value: "r" }), user("u")],
      compat,
    );
    expect(messages).toMatchObject([
      { role: "developer" },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ id: expect.stringMatching(/^[A-Za-z0-9]{9}$/) }],
      },
      { role: "tool", name: "f" },
      { role: "assistant" },
      { role: "user" },
    ]);
    const ids = JSON.stringify(messages)
      .match(/"(?:id|tool_call_id)":"(\w{9})"/g)
      ?.map((text) => text.slice(-10));
    expect(new Set(ids).size).toBe(1);
  });

  it("marks what is to be cached where the server takes marks", () => {
    const providerOptions = { anthropic: { cacheControl: { type: "ephemeral" } } };
    const { messages, warned } = messagesOf(
      [
        { role: "system", content: "s", providerOptions },
        { ...user("u"), providerOptions },
      ],
      { cacheControlFormat: "x" },
    );
    const mark = { cache_control: { type: "ephemeral" } };
    expect(messages).toEqual([
      { role: "system", content: [{ type: "text", text: "s", ...mark }] },
      { role: "user", content: [{ type: "text", text: "u", ...mark }] },
    ]);
    expect(warned).toEqual([]);
  });

  const thought = (openai?: JSONObject): CallOptions["prompt"][number] => ({
    role: "assistant",
    content: [
      { type: "reasoning", text: "hm", ...(openai ? { providerOptions: { openai } } : {}) },
      { type: "text", text: "a" },
    ],
  });
  const own = { ref: "acme/model-1", wire: "openai-completions" };

  it.each<[string, JSONObject | undefined, Target["compat"], JSONObject, number]>([
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
    ["as text", undefined, { requiresThinkingAsText: true }, { content: "hm\n\na" }, 0],
    [
      "with details",
      { ...own, reasoningDetails: [{ type: "x" }] },
      {},
      { content: "a", reasoning_details: [{ type: "x" }] },
      0,
    ],
  ])("sends reasoning back: %s", (_name, openai, compat, message, warnings) => {
    const { messages, warned } = messagesOf([thought(openai)], compat);
    expect(messages).toEqual([{ role: "assistant", ...message }]);
    expect(warned).toHaveLength(warnings);
  });

  it("leaves out a message with nothing to say", () => {
    expect(
      messagesOf([{ role: "assistant", content: [{ type: "text", text: "" }] }, user("a")])
        .messages,
    ).toHaveLength(1);
  });
});

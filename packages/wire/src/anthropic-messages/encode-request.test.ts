import { type CallOptions, type JSONObject, type Target, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { anthropicMessages } from "./index.ts";

type Message = CallOptions["prompt"][number];
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const hi = { messages: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

function encode(
  call: Partial<CallOptions>,
  compat: Target["compat"] = {},
  overrides: Partial<Target> = {},
) {
  const { encodeRequest } = anthropicMessages.operations.chat;
  return encodeRequest(
    { prompt: [user("hi")], ...call },
    { ...target, compat, ...overrides },
    false,
  );
}

function promptOf(prompt: Message[], compat: Target["compat"] = {}) {
  const { body, warnings } = encode({ prompt }, compat);
  return {
    system: body.system,
    messages: body.messages,
    warned: warnings.map((warning) => "feature" in warning && warning.feature),
  };
}

describe("anthropic-messages encodeRequest", () => {
  it("asks for a stream", () => {
    const call = { prompt: [user("hi")] };
    expect(anthropicMessages.operations.chat.encodeRequest(call, target, true)).toEqual({
      url: "https://api.acme.example/v1/messages",
      headers: {
        "content-type": "application/json",
        accept: "text/event-stream",
        "anthropic-version": "2023-06-01",
      },
      body: { model: "model-1", max_tokens: 8192, ...hi, stream: true },
      warnings: [],
    });
  });

  it.each([
    "https://a.example",
    "https://a.example/",
    "https://a.example/v1",
    "https://a.example/v1/",
  ])("makes the same URL of %s", (baseUrl) => {
    expect(encode({}, {}, { baseUrl }).url).toBe("https://a.example/v1/messages");
  });

  it("authorises by its own header, or as bearer when asked", () => {
    expect(anthropicMessages.authorize("k", false)).toEqual({ "x-api-key": "k" });
    expect(anthropicMessages.authorize("k", true)).toEqual({ authorization: "Bearer k" });
  });

  const schema = { type: "object" } as const;
  const tools: CallOptions["tools"] = [
    { type: "function", name: "f", description: "d", inputSchema: schema },
  ];
  const wireTools = [{ name: "f", description: "d", input_schema: schema }];

  it.each<[string, Target["compat"], Partial<CallOptions>, JSONObject]>([
    ["limit", {}, { maxOutputTokens: 9 }, { max_tokens: 9 }],
    [
      "sampling",
      {},
      { temperature: 0.5, topK: 3, stopSequences: ["x"] },
      { temperature: 0.5, top_k: 3, stop_sequences: ["x"] },
    ],
    ["tools", {}, { tools }, { tools: wireTools }],
    [
      "choice auto",
      {},
      { tools, toolChoice: { type: "auto" } },
      { tools: wireTools, tool_choice: { type: "auto" } },
    ],
    [
      "choice none",
      {},
      { tools, toolChoice: { type: "none" } },
      { tools: wireTools, tool_choice: { type: "none" } },
    ],
    [
      "choice any",
      {},
      { tools, toolChoice: { type: "required" } },
      { tools: wireTools, tool_choice: { type: "any" } },
    ],
    [
      "choice tool",
      {},
      { tools, toolChoice: { type: "tool", toolName: "f" } },
      { tools: wireTools, tool_choice: { type: "tool", name: "f" } },
    ],
    [
      "serial tools",
      {},
      { tools, providerOptions: { anthropic: { disableParallelToolUse: true } } },
      { tools: wireTools, tool_choice: { type: "auto", disable_parallel_tool_use: true } },
    ],
    [
      "schema",
      { supportsJsonSchema: true },
      { responseFormat: { type: "json", schema } },
      { output_config: { format: { type: "json_schema", schema } } },
    ],
    [
      "options",
      {},
      {
        providerOptions: {
          anthropic: {
            metadata: { userId: "u" },
            effort: "low",
            cacheControl: { type: "ephemeral" },
          },
          acme: { top_a: 1 },
        },
      },
      {
        metadata: { user_id: "u" },
        output_config: { effort: "low" },
        cache_control: { type: "ephemeral" },
        top_a: 1,
      },
    ],
  ])("body: %s", (_name, compat, call, fields) => {
    const { body, warnings } = encode(call, compat);
    expect(body).toEqual({ model: "model-1", max_tokens: 8192, ...hi, ...fields });
    expect(warnings).toEqual([]);
  });

  it("makes a tool of a JSON schema where the server knows no response format", () => {
    const { body } = encode({ tools, responseFormat: { type: "json", schema } });
    expect(body).toMatchObject({
      tools: [{ name: "f" }, { name: "mayros_json_answer", input_schema: schema }],
      tool_choice: { type: "any", disable_parallel_tool_use: true },
    });
  });

  it.each<[string, Target["compat"], Partial<CallOptions>]>([
    ["presencePenalty", {}, { presencePenalty: 1 }],
    ["frequencyPenalty", {}, { frequencyPenalty: 1 }],
    ["seed", {}, { seed: 1 }],
    ["temperature", {}, { temperature: 1.5 }],
    ["temperature", { supportsTemperature: false }, { temperature: 1 }],
    ["topP", {}, { temperature: 1, topP: 0.5 }],
    ["topK", {}, { topK: 1, providerOptions: { anthropic: { thinking: { type: "adaptive" } } } }],
    ["responseFormat", {}, { responseFormat: { type: "json" } }],
    ["toolChoice", {}, { toolChoice: { type: "required" } }],
    ["toolChoice", {}, { tools, toolChoice: { type: "required" }, reasoning: "low" }],
    [
      "strict tools",
      {},
      { tools: [{ type: "function", name: "f", inputSchema: schema, strict: true }] },
    ],
    [
      "tool acme.search",
      {},
      { tools: [{ type: "provider", id: "acme.search", name: "s", args: {} }] },
    ],
    [
      "providerOptions.anthropic.mcpServers",
      {},
      { providerOptions: { anthropic: { mcpServers: [] } } },
    ],
    ["provider option system", {}, { providerOptions: { acme: { system: "x" } } }],
    ["header x-api-key", {}, { headers: { "X-Api-Key": "k" } }],
  ])("warns about %s", (feature, compat, call) => {
    expect(encode(call, compat).warnings).toMatchObject([{ feature }]);
  });

  it("collects the names of betas from headers, options and features", () => {
    const { headers } = encode(
      {
        headers: { "Anthropic-Beta": "a, b" },
        providerOptions: { anthropic: { anthropicBeta: ["b", "c"] } },
        tools: [{ type: "function", name: "f", inputSchema: schema, strict: true }],
      },
      { supportsStrictTools: true },
    );
    expect(headers["anthropic-beta"]?.split(",").sort()).toEqual([
      "a",
      "b",
      "c",
      "structured-outputs-2025-11-13",
    ]);
  });

  it.each<[string, Partial<CallOptions>, object, JSONObject]>([
    [
      "budget within the model's limit",
      { reasoning: "high" },
      {},
      { max_tokens: 32_000, thinking: { type: "enabled", budget_tokens: 16_384 } },
    ],
    [
      "budget on top of the caller's limit",
      { reasoning: "low", maxOutputTokens: 500 },
      {},
      { max_tokens: 2548, thinking: { type: "enabled", budget_tokens: 2048 } },
    ],
    [
      "limit of the model before the sum of both",
      { reasoning: "high", maxOutputTokens: 30_000 },
      {},
      { max_tokens: 32_000, thinking: { type: "enabled", budget_tokens: 16_384 } },
    ],
    [
      "budget of the catalog",
      { reasoning: "low" },
      { map: { low: "5000" } },
      { max_tokens: 32_000, thinking: { type: "enabled", budget_tokens: 5000 } },
    ],
    ["off", { reasoning: "none" }, {}, { max_tokens: 32_000, thinking: { type: "disabled" } }],
    [
      "effort",
      { reasoning: "minimal" },
      { adaptive: true },
      {
        max_tokens: 32_000,
        thinking: { type: "adaptive", display: "summarized" },
        output_config: { effort: "low" },
      },
    ],
    [
      "an option before the level",
      {
        reasoning: "low",
        providerOptions: { anthropic: { thinking: { type: "enabled", budgetTokens: 3000 } } },
      },
      {},
      { max_tokens: 32_000, thinking: { type: "enabled", budget_tokens: 3000 } },
    ],
  ])(
    "reasoning: %s",
    (_name, call, { map = {}, adaptive = false }: { map?: object; adaptive?: boolean }, fields) => {
      const model = withModelDefaults({
        id: "model-1",
        reasoning: true,
        maxTokens: 32_000,
        thinkingLevelMap: map,
      });
      const { body, warnings } = encode(call, { forceAdaptiveThinking: adaptive }, { model });
      expect(body).toEqual({ model: "model-1", ...hi, ...fields });
      expect(warnings).toEqual([]);
    },
  );

  it("does not think where nothing would be left for the answer", () => {
    const model = withModelDefaults({ id: "model-1", reasoning: true, maxTokens: 1500 });
    const { body, warnings } = encode({ reasoning: "high" }, {}, { model });
    expect(body).not.toHaveProperty("thinking");
    expect(warnings).toHaveLength(1);
  });
});

describe("anthropic-messages messages", () => {
  it("joins messages of one side and keeps the system prompt apart", () => {
    const call: Message = {
      role: "assistant",
      content: [{ type: "tool-call", toolCallId: "c.1", toolName: "f", input: '{"a":1}' }],
    };
    const result = (output: object) =>
      ({
        role: "tool",
        content: [{ type: "tool-result", toolCallId: "c.1", toolName: "f", output }],
      }) as Message;
    const { system, messages, warned } = promptOf([
      { role: "system", content: "s" },
      user("a"),
      call,
      result({ type: "error-json", value: { e: 1 } }),
      user("b"),
      user(" "),
      { role: "assistant", content: [{ type: "text", text: "It is " }] },
    ]);
    expect(system).toEqual([{ type: "text", text: "s" }]);
    expect(messages).toEqual([
      { role: "user", content: [{ type: "text", text: "a" }] },
      { role: "assistant", content: [{ type: "tool_use", id: "c_1", name: "f", input: { a: 1 } }] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "c_1", content: '{"e":1}', is_error: true },
          { type: "text", text: "b" },
        ],
      },
      { role: "assistant", content: [{ type: "text", text: "It is" }] },
    ]);
    expect(warned).toEqual([]);
  });

  it.each([
    [{ type: "text", value: "ok" }, { content: "ok" }],
    [{ type: "json", value: [1] }, { content: "[1]" }],
    [
      { type: "error-text", value: "bad" },
      { content: "bad", is_error: true },
    ],
    [
      { type: "execution-denied", reason: "no" },
      { content: "no", is_error: true },
    ],
    [
      {
        type: "content",
        value: [
          { type: "text", text: "a" },
          { type: "file", mediaType: "image/png", data: { type: "data", data: "QUJD" } },
        ],
      },
      {
        content: [
          { type: "text", text: "a" },
          { type: "image", source: { type: "base64", media_type: "image/png", data: "QUJD" } },
        ],
      },
    ],
  ])("encodes the tool result %j", (output, fields) => {
    const { messages } = promptOf([
      {
        role: "tool",
        content: [{ type: "tool-result", toolCallId: "c", toolName: "f", output }],
      } as Message,
    ]);
    expect(messages).toEqual([
      { role: "user", content: [{ type: "tool_result", tool_use_id: "c", ...fields }] },
    ]);
  });

  it("encodes files, and leaves a note for what it cannot carry", () => {
    const file = (mediaType: string, data: object, filename?: string) =>
      ({ type: "file", mediaType, data, filename }) as never;
    const url = new URL("https://e.example/a");
    const { messages, warned } = promptOf([
      {
        role: "user",
        content: [
          file("image", { type: "data", data: PNG }),
          file("image/png", { type: "url", url }),
          file("application/pdf", { type: "data", data: "QUJD" }, "r.pdf"),
          file("text/markdown", { type: "text", text: "t" }),
          file("image/png", { type: "reference", reference: { anthropic: "file_1" } }),
          file("audio/mpeg", { type: "data", data: "QUJD" }),
        ],
      },
    ]);
    expect(messages).toHaveProperty("[0].content", [
      { type: "image", source: { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" } },
      { type: "image", source: { type: "url", url: url.href } },
      {
        type: "document",
        source: { type: "base64", media_type: "application/pdf", data: "QUJD" },
        title: "r.pdf",
      },
      { type: "document", source: { type: "text", media_type: "text/plain", data: "t" } },
      { type: "image", source: { type: "file", file_id: "file_1" } },
      { type: "text", text: "[audio/mpeg file could not be attached]" },
    ]);
    expect(warned).toEqual(["audio/mpeg file"]);
  });

  const thought = (anthropic?: JSONObject): Message => ({
    role: "assistant",
    content: [
      { type: "reasoning", text: "hm", ...(anthropic ? { providerOptions: { anthropic } } : {}) },
      { type: "text", text: "a" },
    ],
  });

  it.each<[string, JSONObject | undefined, Target["compat"], JSONObject[], number]>([
    [
      "signed by an unmarked model",
      { signature: "s" },
      {},
      [{ type: "thinking", thinking: "hm", signature: "s" }],
      0,
    ],
    [
      "signed by this model",
      { signature: "s", ref: "acme/model-1", wire: "anthropic-messages" },
      {},
      [{ type: "thinking", thinking: "hm", signature: "s" }],
      0,
    ],
    ["signed by another model", { signature: "s", ref: "other/model" }, {}, [], 1],
    ["hidden", { redactedData: "d" }, {}, [{ type: "redacted_thinking", data: "d" }], 0],
    ["unsigned", undefined, {}, [], 1],
    [
      "unsigned, where that is allowed",
      undefined,
      { allowEmptySignature: true },
      [{ type: "thinking", thinking: "hm", signature: "" }],
      0,
    ],
  ])("sends reasoning back: %s", (_name, anthropic, compat, blocks, warnings) => {
    const { messages, warned } = promptOf([thought(anthropic)], compat);
    expect(messages).toEqual([
      { role: "assistant", content: [...blocks, { type: "text", text: "a" }] },
    ]);
    expect(warned).toHaveLength(warnings);
  });

  it("leaves reasoning out when asked to, without a warning", () => {
    const { body, warnings } = encode({
      prompt: [thought({ signature: "s" })],
      providerOptions: { anthropic: { sendReasoning: false } },
    });
    expect(body.messages).toEqual([{ role: "assistant", content: [{ type: "text", text: "a" }] }]);
    expect(warnings).toEqual([]);
  });

  it("sends a block that it did not understand back as it came", () => {
    const block = { type: "web_search_tool_result", content: [] };
    const { messages } = promptOf([
      {
        role: "assistant",
        content: [
          {
            type: "custom",
            kind: "anthropic.web_search_tool_result",
            providerOptions: { anthropic: { block } },
          },
        ],
      },
    ]);
    expect(messages).toEqual([{ role: "assistant", content: [block] }]);
  });

  it("moves system messages to the top, or keeps them where the server allows it", () => {
    const prompt: Message[] = [user("a"), { role: "system", content: "s" }, user("b")];
    expect(promptOf(prompt)).toMatchObject({
      system: [{ text: "s" }],
      messages: [{ role: "user" }],
      warned: ["system message"],
    });
    expect(promptOf(prompt, { supportsMidConvoSystemMessages: true })).toMatchObject({
      messages: [{ role: "user" }, { role: "system", content: [{ text: "s" }] }, { role: "user" }],
      warned: [],
    });
  });

  it("gives out four marks for the cache and no more", () => {
    const providerOptions = { anthropic: { cacheControl: { type: "ephemeral" } } };
    const prompt = ["a", "b", "c", "d", "e"].map((text) => ({ ...user(text), providerOptions }));
    const { messages, warned } = promptOf(prompt);
    expect(JSON.stringify(messages).match(/cache_control/g)).toHaveLength(4);
    expect(warned).toEqual(["cacheControl"]);
  });
});

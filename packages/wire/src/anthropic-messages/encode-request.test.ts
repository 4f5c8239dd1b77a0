// What the AI SDK's package cannot judge: addresses, servers with quirks, options for one server alone,
// and what other models and wires left in a prompt. test/anthropic-messages compares the rest.
import { type CallOptions, type JSONObject, type Target, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { anthropicMessages } from "./index.ts";

type Message = CallOptions["prompt"][number];
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const hi = { messages: [{ role: "user", content: [{ type: "text", text: "hi" }] }] };

function encode(
  call: Partial<CallOptions>,
  compat: Target["compat"] = {},
  { stream = false, ...overrides }: Partial<Target> & { stream?: boolean } = {},
) {
  const { encodeRequest } = anthropicMessages.operations.chat;
  return encodeRequest(
    { prompt: [user("hi")], ...call },
    { ...target, compat, ...overrides },
    stream,
  );
}

function promptOf(prompt: Message[], compat: Target["compat"] = {}) {
  const { body, warnings } = encode({ prompt }, compat);
  return { system: body.system, messages: body.messages, warned: warnings };
}

describe("anthropic-messages encodeRequest", () => {
  it("asks for a stream", () => {
    expect(encode({}, {}, { stream: true })).toEqual({
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

  it("passes options for this server on, but none that the codec decides", () => {
    const { body, warnings } = encode({
      providerOptions: { acme: { top_a: 1, effort: "low" }, "anthropic-messages": { system: "x" } },
    });
    expect(body).toMatchObject({ top_a: 1, output_config: { effort: "low" } });
    expect(body).not.toHaveProperty("system");
    expect(warnings).toMatchObject([{ feature: "provider option system" }]);
  });

  it("sends no credential that a call brings", () => {
    const { headers, warnings } = encode({ headers: { "X-Api-Key": "k" } });
    expect(headers).not.toHaveProperty("x-api-key");
    expect(warnings).toMatchObject([{ feature: "header x-api-key" }]);
  });

  const schema = { type: "object", properties: {}, additionalProperties: false } as const;
  const f = { type: "function", name: "f", inputSchema: schema } as const;
  const marked = { anthropic: { cacheControl: { type: "ephemeral" } } };

  it.each<[Target["compat"], Partial<CallOptions>, JSONObject, string[]]>([
    [{ supportsTemperature: false }, { temperature: 1, topK: 1 }, {}, ["temperature", "topK"]],
    [
      { supportsCacheControlOnTools: false },
      { tools: [{ ...f, providerOptions: marked }] },
      { tools: [{ name: "f", input_schema: schema, eager_input_streaming: true }] },
      ["cacheControl"],
    ],
    [
      { supportsEagerToolInputStreaming: false },
      { tools: [f] },
      { tools: [{ name: "f", input_schema: schema }] },
      [],
    ],
    [
      { supportsEagerToolInputStreaming: false },
      { tools: [{ ...f, providerOptions: { anthropic: { eagerInputStreaming: true } } }] },
      { tools: [{ name: "f", input_schema: schema }] },
      ["eagerInputStreaming"],
    ],
    [
      { supportsForcedToolChoice: false, supportsEagerToolInputStreaming: false },
      { tools: [f], toolChoice: { type: "required" } },
      { tools: [{ name: "f", input_schema: schema }], tool_choice: { type: "auto" } },
      ["toolChoice"],
    ],
    [
      { supportsJsonSchema: true },
      { responseFormat: { type: "json", schema } },
      { output_config: { format: { type: "json_schema", schema } } },
      [],
    ],
    [
      { supportsJsonSchema: false, supportsStrictTools: true },
      { responseFormat: { type: "json", schema } },
      {
        tools: [
          {
            name: "json",
            description: "Respond with a JSON object.",
            input_schema: schema,
            eager_input_streaming: true,
          },
        ],
        tool_choice: { type: "any", disable_parallel_tool_use: true },
      },
      [],
    ],
  ])("with %j", (compat, call, fields, features) => {
    const { body, warnings } = encode(call, compat, { stream: true });
    expect(body).toEqual({ model: "model-1", max_tokens: 8192, ...hi, stream: true, ...fields });
    expect(warnings.map((warning) => "feature" in warning && warning.feature)).toEqual(features);
  });

  it("takes a budget from the catalog, and none where nothing is left for the answer", () => {
    const sized = (maxTokens: number) => ({
      model: withModelDefaults({
        id: "model-1",
        reasoning: true,
        maxTokens,
        thinkingLevelMap: { low: "5000" },
      }),
    });
    const { body } = encode({ reasoning: "low" }, {}, sized(32_000));
    expect(body).toMatchObject({
      max_tokens: 32_000,
      thinking: { type: "enabled", budget_tokens: 5000 },
    });
    const small = encode({ reasoning: "low" }, {}, sized(1500));
    expect(small.body).not.toHaveProperty("thinking");
    expect(small.warnings).toMatchObject([{ feature: "reasoning" }]);
  });

  it("carries newer versions of tools that it knows, and no others", () => {
    const tool = (id: `${string}.${string}`) =>
      ({ type: "provider", id, name: "t", args: { maxUses: 1 } }) as const;
    const { body, warnings } = encode({
      tools: [tool("anthropic.web_search_20280101"), tool("anthropic.telepathy_20280101")],
    });
    expect(body.tools).toEqual([{ type: "web_search_20280101", name: "web_search", max_uses: 1 }]);
    expect(warnings).toMatchObject([
      { feature: "provider-defined tool anthropic.telepathy_20280101" },
    ]);
  });
});

describe("anthropic-messages messages", () => {
  it("leaves a note for a file that it cannot carry", () => {
    const file = (mediaType: string, data: object) => ({ type: "file", mediaType, data }) as never;
    const { messages, warned } = promptOf([
      {
        role: "user",
        content: [
          file("text/markdown", { type: "text", text: "t" }),
          file("audio/mpeg", { type: "data", data: "QUJD" }),
          file("text/plain", { type: "url", url: new URL("https://e.example/a") }),
        ],
      },
    ]);
    expect(messages).toHaveProperty("[0].content", [
      { type: "document", source: { type: "text", media_type: "text/plain", data: "t" } },
      { type: "text", text: "[audio/mpeg file could not be attached]" },
      { type: "text", text: "[text/plain file could not be attached]" },
    ]);
    expect(warned).toMatchObject([{ feature: "audio/mpeg file" }, { feature: "text/plain file" }]);
  });

  const thought = (anthropic?: JSONObject): Message => ({
    role: "assistant",
    content: [
      { type: "reasoning", text: "hm", ...(anthropic ? { providerOptions: { anthropic } } : {}) },
      { type: "text", text: "a" },
    ],
  });
  const signed = { type: "thinking", thinking: "hm", signature: "s" };

  it.each<[string, JSONObject | undefined, Target["compat"], JSONObject[], number]>([
    ["by this model", { signature: "s", ref: "acme/model-1" }, {}, [signed], 0],
    ["by another model", { signature: "s", ref: "other/model" }, {}, [], 1],
    ["on another wire", { signature: "s", wire: "openai-responses" }, {}, [], 1],
    [
      "by nobody, where that is allowed",
      undefined,
      { allowEmptySignature: true },
      [{ ...signed, signature: "" }],
      0,
    ],
  ])("sends reasoning back that was signed %s", (_name, anthropic, compat, blocks, warnings) => {
    const { messages, warned } = promptOf([thought(anthropic)], compat);
    expect(messages).toEqual([
      { role: "assistant", content: [...blocks, { type: "text", text: "a" }] },
    ]);
    expect(warned).toHaveLength(warnings);
  });

  it("gives ids of other wires the form that this one takes", () => {
    const { messages } = promptOf([
      {
        role: "assistant",
        content: [{ type: "tool-call", toolCallId: "c.1", toolName: "f", input: "" }],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "c.1",
            toolName: "f",
            output: { type: "text", value: "ok" },
          },
        ],
      },
    ]);
    expect(messages).toEqual([
      { role: "assistant", content: [{ type: "tool_use", id: "c_1", name: "f", input: {} }] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "c_1", content: "ok" }] },
    ]);
  });

  it("has no place for what a system message changes where none may stand on the way", () => {
    const { messages, system, warned } = promptOf([
      user("a"),
      { role: "system", content: "", providerOptions: { anthropic: { effort: "low" } } },
    ]);
    expect({ messages, system }).toEqual({
      messages: [{ role: "user", content: [{ type: "text", text: "a" }] }],
    });
    expect(warned).toMatchObject([{ type: "other" }]);
  });
});

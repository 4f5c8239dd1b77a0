// What the comparison with the AI SDK cannot show: flags, levels, warnings, and whose reasoning goes back.
import { type CallOptions, type JSONObject, type Target, withModelDefaults } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { openaiResponses } from "./index.ts";

type Message = CallOptions["prompt"][number];
const user = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
const { encodeRequest } = openaiResponses.operations.chat;

const update = { openai: { textFormatUpdate: { type: "text" } } };

function encode(
  call: Partial<CallOptions>,
  compat: Target["compat"] = {},
  overrides: Partial<Target> = {},
) {
  const { body, warnings } = encodeRequest(
    { prompt: [user("hi")], ...call },
    { ...target, compat, ...overrides },
    false,
  );
  return {
    body,
    warned: warnings.map((warning) => ("feature" in warning ? warning.feature : warning.type)),
  };
}

describe("openai-responses encodeRequest", () => {
  it("asks for a stream", () => {
    expect(encodeRequest({ prompt: [user("hi")] }, target, true)).toEqual({
      url: "https://api.acme.example/v1/responses",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: {
        model: "model-1",
        input: [{ role: "user", content: [{ type: "input_text", text: "hi" }] }],
        include: ["reasoning.encrypted_content"],
        store: false,
        stream: true,
      },
      warnings: [],
    });
  });

  it("authorises as bearer", () => {
    expect(openaiResponses.authorize("k", false)).toEqual({ authorization: "Bearer k" });
  });

  it.each<[string, Target["compat"], Partial<CallOptions>, JSONObject, string[]]>([
    ["no store", { supportsStore: false }, {}, {}, []],
    [
      "store that the server does not know",
      { supportsStore: false },
      { providerOptions: { openai: { store: true } } },
      {},
      ["store"],
    ],
    [
      "sampling with the flag",
      { supportsTemperature: true },
      { temperature: 0.5 },
      { store: false, temperature: 0.5 },
      [],
    ],
    ["a length", {}, { maxOutputTokens: 100 }, { store: false, max_output_tokens: 100 }, []],
    [
      "a length that the server sets itself",
      { supportsMaxOutputTokens: false },
      { maxOutputTokens: 100 },
      { store: false },
      ["maxOutputTokens"],
    ],
    [
      "a whole answer of a server that only streams",
      { supportsWholeAnswers: false },
      {},
      { store: false, stream: true },
      [],
    ],
    [
      "level without the flag",
      { supportsReasoningEffort: false },
      { reasoning: "high" },
      { store: false },
      ["reasoning"],
    ],
    [
      "a higher level than there is",
      {},
      { reasoning: "xhigh" },
      { store: false, reasoning: { effort: "high", summary: "detailed" } },
      ["reasoning"],
    ],
    [
      "options of the server",
      {},
      { providerOptions: { acme: { serviceTier: "flex", new_field: 1, stream: true } } },
      { store: false, service_tier: "flex", new_field: 1 },
      ["provider option stream"],
    ],
    [
      "a day in a cache that forgets sooner",
      { supportsLongCacheRetention: false },
      { providerOptions: { openai: { promptCacheRetention: "24h" } } },
      { store: false },
      ["promptCacheRetention"],
    ],
    [
      "the usual time in a cache that forgets sooner",
      { supportsLongCacheRetention: false },
      { providerOptions: { openai: { promptCacheRetention: "in_memory" } } },
      { store: false, prompt_cache_retention: "in_memory" },
      [],
    ],
    [
      "the cache of a server that is told in another field",
      { supportsExplicitPromptCacheMode: true },
      { providerOptions: { openai: { promptCacheRetention: "in_memory" } } },
      { store: false },
      ["promptCacheRetention"],
    ],
    [
      "going on from a response, where nothing is ever stored",
      { supportsStore: false },
      { providerOptions: { openai: { previousResponseId: "resp_0" } } },
      { previous_response_id: "resp_0" },
      [],
    ],
    [
      "changes that the model does not take",
      {},
      { prompt: [{ role: "system", content: "", providerOptions: update }, user("hi")] },
      { store: false },
      ["textFormatUpdate"],
    ],
    [
      "changes in a message that says something",
      { supportsMidConvoEffort: true },
      { prompt: [{ role: "system", content: "s", providerOptions: update }, user("hi")] },
      { store: false },
      ["textFormatUpdate"],
    ],
    [
      "only tools that may not be called",
      {},
      {
        tools: [{ type: "provider", id: "openai.tool_search", name: "find", args: {} }],
        providerOptions: { openai: { allowedTools: { toolNames: ["find"] } } },
      },
      { store: false, tools: [{ type: "tool_search" }], tool_choice: "none" },
      ['allowedTools entry "find"'],
    ],
    [
      "unknown options of the namespace",
      {},
      { providerOptions: { openai: { newField: 1 } } },
      { store: false },
      ["providerOptions.openai.newField"],
    ],
    [
      "settings without a field",
      {},
      { topK: 1, seed: 1, presencePenalty: 1, frequencyPenalty: 1, stopSequences: ["x"] },
      { store: false },
      ["topK", "seed", "presencePenalty", "frequencyPenalty", "stopSequences"],
    ],
  ])("%s", (_name, compat, call, expected, features) => {
    const { body, warned } = encode(call, compat);
    const { model: _model, input: _input, include: _include, ...rest } = body;
    expect(rest).toEqual(expected);
    expect(warned).toEqual(features);
  });

  it("says the level in the vendor's words", () => {
    const model = withModelDefaults({
      id: "m",
      reasoning: true,
      thinkingLevelMap: { high: "extra", off: "no" },
    });
    expect(encode({ reasoning: "high" }, {}, { model }).body.reasoning).toEqual({
      effort: "extra",
      summary: "detailed",
    });
    expect(encode({ reasoning: "none" }, {}, { model }).body.reasoning).toEqual({ effort: "no" });
  });

  it("leaves out strict where the server has none", () => {
    const schema = { type: "object" } as const;
    const { body, warned } = encode(
      {
        tools: [{ type: "function", name: "f", inputSchema: schema, strict: true }],
        responseFormat: { type: "json", schema },
      },
      { supportsStrictMode: false },
    );
    expect(JSON.stringify(body)).not.toContain("strict");
    expect(warned).toEqual(["strict tools"]);
  });

  it.each([
    ["acme/model-1", "openai-responses", true],
    ["acme/model-2", "openai-responses", false],
    ["acme/model-1", "openai-completions", false],
  ])("gives back reasoning of %s on %s: %s", (ref, wire, carried) => {
    const providerOptions = { openai: { itemId: "r", reasoningEncryptedContent: "e", ref, wire } };
    const content = [{ type: "reasoning" as const, text: "a", providerOptions }];
    const { body, warned } = encode({ prompt: [{ role: "assistant", content }] });
    const item = {
      type: "reasoning",
      id: "r",
      encrypted_content: "e",
      summary: [{ type: "summary_text", text: "a" }],
    };
    expect(body.input).toEqual(carried ? [item] : []);
    expect(warned).toEqual(carried ? [] : ["other"]);
  });

  it("puts a note in the place of a file that it cannot carry, and reads texts", () => {
    const data = { type: "data" as const, data: "YQ==" };
    const { body, warned } = encode({
      prompt: [
        {
          role: "user",
          content: [
            { type: "file", mediaType: "audio/wav", data },
            { type: "file", mediaType: "text/plain", data },
          ],
        },
      ],
    });
    expect(body.input).toEqual([
      {
        role: "user",
        content: [
          { type: "input_text", text: "[audio/wav file could not be attached]" },
          { type: "input_text", text: "a" },
        ],
      },
    ]);
    expect(warned).toEqual(["audio/wav file"]);
  });

  it("warns about tools of the server's own that it does not know", () => {
    const tools: CallOptions["tools"] = [
      { type: "provider", id: "openai.telepathy", name: "telepathy", args: {} },
      { type: "provider", id: "other.web_search", name: "web_search", args: {} },
    ];
    const { body, warned } = encode({ tools });
    expect(body.tools).toBeUndefined();
    expect(warned).toEqual(["tool openai.telepathy", "tool other.web_search"]);
  });
});

// What vendors' lists say beside ids: each entry is cut from what its documentation or API shows.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeAnthropicModels } from "./decode-anthropic-models.ts";
import { decodeGoogleModels } from "./decode-google-models.ts";
import { decodeOpenaiModels } from "./decode-openai-models.ts";
import { readCodeModels } from "./read-code-models.ts";

describe("an OpenAI-style list", () => {
  it.each<[string, object, object]>([
    [
      "OpenRouter",
      {
        name: "A: One",
        context_length: 200000,
        architecture: { input_modalities: ["text", "image", "file"], output_modalities: ["text"] },
        pricing: { prompt: "0.0000003", completion: "0.000015", input_cache_read: "0.00000003" },
        top_provider: { context_length: 200000, max_completion_tokens: 64000 },
        supported_parameters: ["reasoning", "tools"],
      },
      {
        name: "A: One",
        input: ["text", "image"],
        reasoning: true,
        contextWindow: 200000,
        maxTokens: 64000,
        cost: { input: 0.3, output: 15, cacheRead: 0.03 },
      },
    ],
    [
      "a router whose price depends on who is asked",
      { pricing: { prompt: "-1", completion: "-1" }, context_length: 2000000 },
      { contextWindow: 2000000 },
    ],
    [
      "Vercel",
      {
        type: "language",
        context_window: 1000000,
        max_tokens: 32000,
        tags: ["tool-use", "vision"],
        pricing: { input: "0.000003", output: "0.000015" },
      },
      {
        input: ["text", "image"],
        reasoning: false,
        contextWindow: 1000000,
        maxTokens: 32000,
        cost: { input: 3, output: 15 },
      },
    ],
    [
      "Hugging Face",
      {
        architecture: { input_modalities: ["text"], output_modalities: ["text"] },
        providers: [
          { status: "live", context_length: 131072, pricing: { input: 0.3, output: 1.1 } },
          { status: "live", context_length: 262144, pricing: { input: 0.5, output: 1.8 } },
          { status: "staging", context_length: 999999, pricing: { input: 9, output: 9 } },
        ],
      },
      { input: ["text"], contextWindow: 262144, cost: { input: 0.5, output: 1.8 } },
    ],
    [
      "Together",
      {
        type: "chat",
        display_name: "One",
        context_length: 8192,
        pricing: { input: 0.88, output: 0.9 },
      },
      { name: "One", contextWindow: 8192, cost: { input: 0.88, output: 0.9 } },
    ],
    [
      "Venice",
      {
        type: "text",
        model_spec: {
          name: "One",
          availableContextTokens: 131072,
          capabilities: { supportsVision: false, supportsReasoning: true },
          pricing: { input: { usd: 0.7, diem: 7 }, output: { usd: 2.8, diem: 28 } },
        },
      },
      {
        name: "One",
        input: ["text"],
        reasoning: true,
        contextWindow: 131072,
        cost: { input: 0.7, output: 2.8 },
      },
    ],
    [
      "Mistral",
      { max_context_length: 131072, capabilities: { completion_chat: true, vision: true } },
      { input: ["text", "image"], contextWindow: 131072 },
    ],
    [
      "Moonshot",
      { context_length: 262144, supports_image_in: true, supports_reasoning: true },
      { input: ["text", "image"], reasoning: true, contextWindow: 262144 },
    ],
    [
      "Groq",
      { active: true, context_window: 131072, max_completion_tokens: 32768 },
      { contextWindow: 131072, maxTokens: 32768 },
    ],
    ["llama.cpp", { meta: { n_ctx_train: 40960, n_params: 8190735360 } }, { contextWindow: 40960 }],
    [
      "DeepInfra",
      {
        metadata: {
          context_length: 262144,
          max_tokens: 16384,
          pricing: { input_tokens: 0.27, output_tokens: 0.95, cache_read_tokens: 0.13 },
          tags: ["reasoning", "vision"],
        },
      },
      {
        input: ["text", "image"],
        reasoning: true,
        contextWindow: 262144,
        maxTokens: 16384,
        cost: { input: 0.27, output: 0.95, cacheRead: 0.13 },
      },
    ],
    [
      "somebody with a dollar sign",
      { pricing: { prompt: "$0.00000055", completion: "$0.00000219" } },
      { cost: { input: 0.55, output: 2.19 } },
    ],
    [
      "somebody who is free",
      { pricing: { prompt: "0", completion: 0 } },
      { cost: { input: 0, output: 0 } },
    ],
  ])("of %s", (_vendor, entry, model) => {
    expect(decodeOpenaiModels({ data: [{ id: "one", ...entry }] })).toEqual([
      { id: "one", ...model },
    ]);
  });

  it("may stand alone", () => {
    expect(decodeOpenaiModels([{ id: "one" }])).toEqual([{ id: "one" }]);
  });

  it.each<object>([
    { id: "text-embedding-3-large" },
    { id: "whisper-1" },
    { id: "gpt-4o-mini-tts" },
    { id: "gpt-image-1" },
    { id: "omni-moderation-latest" },
    { id: "gpt-realtime" },
    { id: "babbage-002" },
    { id: "x", type: "image" },
    { id: "x", type: "embedding" },
    { id: "x", active: false },
    { id: "x", capabilities: { completion_chat: false } },
    { id: "x", supports_chat: false },
    { id: "x", architecture: { output_modalities: ["image"] } },
  ])("leaves out %j, which is no model to talk to", (entry) => {
    expect(decodeOpenaiModels({ data: [entry] })).toEqual([]);
  });

  it.each([
    "gpt-5.2",
    "o4-mini",
    "claude-opus-4-6",
    "llama-3.3-70b-versatile",
    "devstral-2",
    "ocrates",
  ])("has %s", (id) => {
    expect(decodeOpenaiModels({ data: [{ id }] })).toEqual([{ id }]);
  });
});

it("reads Anthropic's list", () => {
  const entry = {
    ...{ type: "model", id: "claude-9", display_name: "Claude 9" },
    ...{ max_input_tokens: 1000000, max_tokens: 128000 },
    capabilities: { image_input: { supported: true }, thinking: { supported: true } },
  };
  expect(decodeAnthropicModels({ data: [entry, { id: "plain", display_name: "plain" }] })).toEqual([
    {
      ...{ id: "claude-9", name: "Claude 9", input: ["text", "image"], reasoning: true },
      ...{ contextWindow: 1000000, maxTokens: 128000 },
    },
    { id: "plain" },
  ]);
});

it("keeps of a plugin's models what a list may say", () => {
  const evil = {
    ...{ id: "one", api: "anthropic-messages", contextWindow: 10, cost: { input: 1, output: 2 } },
    ...{ baseUrl: "https://elsewhere.example", headers: { a: "b" }, compat: { x: true } },
  };
  expect(readCodeModels([evil, { id: "a\u0000" }, { id: "one" }])).toEqual([
    { id: "one", api: "anthropic-messages", contextWindow: 10, cost: { input: 1, output: 2 } },
  ]);
  expect(readCodeModels({ models: [] })).toBeUndefined();
});

it("makes something or nothing of anything", () => {
  const decoders = [decodeOpenaiModels, decodeAnthropicModels, decodeGoogleModels, readCodeModels];
  const field = fc.constantFrom(
    ...["id", "name", "pricing", "type", "architecture", "providers", "capabilities", "metadata"],
    ...[
      "context_length",
      "tags",
      "input",
      "cost",
      "thinkingLevelMap",
      "model_spec",
      "top_provider",
    ],
  );
  const entry = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()));
  fc.assert(
    fc.property(fc.array(entry), (data) => {
      for (const decode of decoders) {
        for (const answer of [data, { data }, { models: data }]) {
          for (const model of decode(answer) ?? []) {
            expect(model.id).toMatch(/^\S(.*\S)?$/);
            for (const price of Object.values(model.cost ?? {}))
              expect(price).toBeGreaterThanOrEqual(0);
          }
        }
      }
    }),
  );
});

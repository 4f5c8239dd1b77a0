// A prompt that is too long, in the words of each vendor.
import { describe, expect, it } from "vitest";
import { anthropicMessages } from "../../src/anthropic-messages/index.ts";
import { googleGenerativeAi } from "../../src/google-generative-ai/index.ts";
import { openaiCompletions } from "../../src/openai-completions/index.ts";
import { openaiResponses } from "../../src/openai-responses/index.ts";
import { checkRefusal, NOW, openai } from "./refusal.ts";

const codecs = [openaiCompletions, openaiResponses, anthropicMessages, googleGenerativeAi];

describe("too long", () => {
  // Those of https://github.com/badlogic/pi-mono, packages/ai/src/utils/overflow.ts, and of its copies
  // (read 2026-11-28).
  it.each([
    "prompt is too long: 213462 tokens > 200000 maximum",
    "input is too long for requested model",
    "Your input exceeds the context window of this model",
    "Input length (265330) exceeds model's maximum context length (262144).",
    "The input token count (1196265) exceeds the maximum number of tokens allowed (1048575)",
    "tokens in request more than max tokens allowed",
    "This model's maximum prompt length is 131072 but the request contains 537812 tokens",
    "Please reduce the length of the messages or completion",
    "This endpoint's maximum context length is 1000 tokens. However, you requested about 2000",
    "The request exceeds the maximum allowed input length of 32,768 tokens",
    "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
    "prompt token count of 130000 exceeds the limit of 128000",
    "the request exceeds the available context size, try increasing it",
    "tokens to keep from the initial prompt is greater than the context length",
    "Prompt contains 40000 tokens and is too large for model with 32768 maximum context length",
    "prompt has 9,000 tokens, but the configured context size is 4,096 tokens",
    "model_context_window_exceeded",
    "prompt too long; exceeded max context length by 7 tokens",
    "context_length_exceeded",
    "context length is only 4096 tokens",
    "Too many tokens in the prompt",
    "token limit exceeded",
  ])("%s", (message) => {
    for (const codec of codecs) {
      checkRefusal(codec, ["context_overflow", 400, openai({ message })]);
      checkRefusal(codec, ["context_overflow", 500, openai({ message })]);
    }
  });

  it.each([400, 413])("by a %i without a body", (status) => {
    checkRefusal(openaiCompletions, ["context_overflow", status, ""]);
  });
});

describe("not too long", () => {
  it.each([
    "Throttling error: Too many tokens, please wait before trying again.",
    "Rate limit: too many tokens per minute",
    "Too many requests: the prompt is too long to be served now",
  ])("%s", (message) => {
    for (const codec of codecs) checkRefusal(codec, ["rate_limit", 400, openai({ message })]);
  });

  it("a 400 without a body from a vendor that has words", () => {
    const error = { status: 400, headers: {}, body: "", receivedAt: NOW };
    expect(anthropicMessages.classifyError(error).kind).toBe("format");
  });
});

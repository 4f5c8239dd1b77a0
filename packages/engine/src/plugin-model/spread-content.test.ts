// A whole answer that is spread into parts and collected again is the same answer.
import type { LanguageModelV4GenerateResult } from "@mayros/core";
import { expect, it } from "vitest";
import { collectContent } from "../chat/collect-content.ts";
import { spreadContent } from "./spread-content.ts";

const answer: LanguageModelV4GenerateResult = {
  content: [
    { type: "reasoning", text: "Let me see.", providerMetadata: { acme: { signature: "s" } } },
    { type: "text", text: "It is " },
    { type: "tool-call", toolCallId: "1", toolName: "weather", input: "{}" },
    { type: "source", sourceType: "url", id: "a", url: "https://acme.example/" },
    { type: "text", text: "" },
  ],
  finishReason: { unified: "tool-calls", raw: "tool_use" },
  usage: {
    inputTokens: { total: 3, noCache: 3, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: 2, text: 2, reasoning: undefined },
  },
  providerMetadata: { acme: { tier: "fast" } },
  response: { id: "r", modelId: "acme-1", timestamp: new Date(5) },
  warnings: [],
};

it("loses nothing", () => {
  const { content, finish, metadata } = collectContent(spreadContent(answer));
  expect(content).toEqual(answer.content);
  expect(metadata).toEqual(answer.response);
  const { finishReason, usage, providerMetadata } = answer;
  expect(finish).toEqual({ finishReason, usage, providerMetadata });
});

it("says nothing of what the model did not say", () => {
  const { response: _response, providerMetadata: _metadata, ...bare } = answer;
  const parts = spreadContent({ ...bare, content: [] });
  expect(parts.map(({ type }) => type)).toEqual(["finish"]);
  expect(parts[0]).not.toHaveProperty("providerMetadata");
});

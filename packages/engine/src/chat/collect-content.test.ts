import type { StreamPart } from "@mayros/core";
import { expect, it } from "vitest";
import { collectContent } from "./collect-content.ts";

const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 2, text: 2, reasoning: 0 },
};
const source = { type: "source", sourceType: "url", id: "s", url: "https://a.example" } as const;
const finishReason = { unified: "tool-calls", raw: "tool_use" } as const;

it("joins deltas by kind and id, in the order in which blocks began, and keeps everything else", () => {
  const parts: StreamPart[] = [
    { type: "stream-start", warnings: [{ type: "other", message: "careful" }] },
    { type: "response-metadata", id: "1" },
    { type: "response-metadata", modelId: "m" },
    { type: "reasoning-start", id: "a" },
    { type: "reasoning-delta", id: "a", delta: "hm" },
    { type: "reasoning-delta", id: "a", delta: "", providerMetadata: { acme: { signature: "S" } } },
    { type: "text-start", id: "a" },
    { type: "text-delta", id: "a", delta: "one " },
    { type: "text-start", id: "b" },
    { type: "text-delta", id: "b", delta: "two" },
    { type: "text-delta", id: "a", delta: "more" },
    { type: "text-end", id: "a", citations: [{ source }], providerMetadata: { acme: { x: 1 } } },
    { type: "reasoning-end", id: "a" },
    { type: "tool-input-start", id: "t", toolName: "weather" },
    { type: "tool-call", toolCallId: "t", toolName: "weather", input: "{}" },
    source,
    { type: "ping" },
    { type: "finish", usage, finishReason, providerMetadata: { acme: { y: 2 } } },
  ];
  expect(collectContent(parts)).toEqual({
    content: [
      { type: "reasoning", text: "hm", providerMetadata: { acme: { signature: "S" } } },
      {
        type: "text",
        text: "one more",
        citations: [{ source }],
        providerMetadata: { acme: { x: 1 } },
      },
      { type: "text", text: "two" },
      { type: "tool-call", toolCallId: "t", toolName: "weather", input: "{}" },
      source,
    ],
    finish: { usage, finishReason, providerMetadata: { acme: { y: 2 } } },
    metadata: { id: "1", modelId: "m" },
    warnings: [{ type: "other", message: "careful" }],
  });
});

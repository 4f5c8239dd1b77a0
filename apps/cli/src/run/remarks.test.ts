import type { StreamPart } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { Answer } from "./answer.ts";
import { describeSpending, warningOf } from "./remarks.ts";

const usage = (cacheRead?: number, reasoning?: number) => ({
  inputTokens: { total: 12, noCache: undefined, cacheRead, cacheWrite: undefined },
  outputTokens: { total: 6, text: undefined, reasoning },
});

describe("describeSpending", () => {
  it.each([
    [usage(), 0.000024, ", 12 tokens in, 6 out, $0.000024"],
    [usage(0, 0), 0, ", 12 tokens in, 6 out"],
    [usage(8, 2), undefined, ", 12 tokens in (8 from the cache), 6 out (2 of reasoning)"],
    [undefined, undefined, ""],
  ])("%j", (counted, cost, text) => {
    expect(describeSpending(counted, cost)).toBe(text);
  });
});

describe("warningOf", () => {
  const finish = (unified: "stop" | "length" | "content-filter"): StreamPart => ({
    type: "finish",
    finishReason: { unified, raw: undefined },
    usage: usage(),
  });
  const text: StreamPart = { type: "text-delta", id: "1", delta: "hi" };
  const call: StreamPart = { type: "tool-call", toolCallId: "1", toolName: "look", input: "{}" };

  it.each<[string | undefined, StreamPart[]]>([
    [undefined, [text, finish("stop")]],
    ["the answer was cut at the token limit; raise it with --max-tokens", [text, finish("length")]],
    ["the provider's filter stopped the answer", [finish("content-filter")]],
    ["the model wants to call look; see --json", [text, call, finish("stop")]],
    [undefined, [text, { ...call, providerExecuted: true }, finish("stop")]],
    ["the answer is empty", [finish("stop")]],
  ])("is %j", (warning, parts) => {
    const answer = new Answer();
    for (const part of parts) answer.add(part);
    expect(warningOf(answer)).toBe(warning);
  });
});

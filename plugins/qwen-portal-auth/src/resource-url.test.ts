import { isSafeUrl } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseUrlOf } from "./resource-url.ts";

const start = fc.constantFrom("https://", "http://127.0.0.1", "http://", "api.acme.example/", "//");

describe("baseUrlOf", () => {
  it.each([
    ["portal.qwen.ai", "https://portal.qwen.ai/v1"],
    ["https://portal.qwen.ai", "https://portal.qwen.ai/v1"],
    ["https://portal.qwen.ai/v1/", "https://portal.qwen.ai/v1"],
    ["dashscope.aliyuncs.com/compatible-mode", "https://dashscope.aliyuncs.com/compatible-mode/v1"],
    ["http://127.0.0.1:9/v1", "http://127.0.0.1:9/v1"],
  ])("makes a base URL of %s", (text, baseUrl) => {
    expect(baseUrlOf(text)).toBe(baseUrl);
  });

  it.each([
    [undefined],
    [""],
    [7],
    ["http://portal.qwen.ai"],
    ["https://user@portal.qwen.ai"],
    ["javascript:alert(1)"],
    ["portal.qwen.ai?a=b"],
    ["two words"],
  ])("makes nothing of %j", (text) => {
    expect(baseUrlOf(text)).toBeUndefined();
  });

  it("makes of any text nothing, or what a token may go to, and that once", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.tuple(start, fc.string()).map((each) => each.join("")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const baseUrl = baseUrlOf(text);
        if (baseUrl === undefined) return;
        expect(isSafeUrl(baseUrl)).toBe(true);
        expect(baseUrl.endsWith("/v1")).toBe(true);
        expect(baseUrlOf(baseUrl)).toBe(baseUrl);
      }),
    );
  });
});

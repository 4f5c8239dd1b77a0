import type { CallOptions, LanguageModelV4Content } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { finalAnswerOf } from "./final-answer.ts";

const text = (words: string, itemId: string, phase?: string): LanguageModelV4Content => ({
  type: "text",
  text: words,
  providerMetadata: { somebody: { itemId, ...(phase ? { phase } : {}) } },
});
const json: CallOptions = { prompt: [], responseFormat: { type: "json" } };

describe("finalAnswerOf", () => {
  it("is the last final answer, whole", () => {
    const content = [
      text("Let me look.", "a", "commentary"),
      text('{"draft":1}', "b", "final_answer"),
      text('{"a":', "c", "final_answer"),
      text("1}", "c", "final_answer"),
      text("Good.", "d", "commentary"),
    ];
    expect(finalAnswerOf(content, json)).toBe('{"a":1}');
  });

  it("is unknown where no text says what it is, and where no JSON was asked for", () => {
    expect(finalAnswerOf([text("{}", "a"), { type: "text", text: "{}" }], json)).toBeUndefined();
    const told = [text("{}", "a", "final_answer")];
    expect(finalAnswerOf(told, { prompt: [] })).toBeUndefined();
    expect(finalAnswerOf(told, { prompt: [], responseFormat: { type: "text" } })).toBeUndefined();
  });

  it("may be empty", () => {
    const content = [text("Hm.", "a", "commentary"), text("", "b", "final_answer")];
    expect(finalAnswerOf(content, json)).toBe("");
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatModelRef, parseModelRef } from "./model-ref.ts";

describe("parseModelRef", () => {
  it("splits at the first slash, so that model ids may hold slashes", () => {
    expect(parseModelRef("openrouter/anthropic/claude-sonnet-4-5")).toEqual({
      provider: "openrouter",
      model: "anthropic/claude-sonnet-4-5",
    });
  });

  it("lower-cases the provider and keeps the model as it is", () => {
    expect(parseModelRef(" Synthetic / hf:MiniMaxAI/MiniMax-M2.1 ")).toEqual({
      provider: "synthetic",
      model: "hf:MiniMaxAI/MiniMax-M2.1",
    });
  });

  it.each(["fast", "", "/", "a/", "/b", " / "])("takes %j for no ref", (text) => {
    expect(parseModelRef(text)).toBeUndefined();
  });

  it("reads back what formatModelRef writes", () => {
    const provider = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/);
    const model = fc.stringMatching(/^[A-Za-z0-9:._-][A-Za-z0-9:./_-]{0,40}[A-Za-z0-9]$/);
    fc.assert(
      fc.property(provider, model, (provider, model) => {
        expect(parseModelRef(formatModelRef({ provider, model }))).toEqual({ provider, model });
      }),
    );
  });
});

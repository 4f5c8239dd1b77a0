// Counts take the conversation alone, with the system prompt as a part of it and without the marks of thoughts.
import { expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { countTokens } from "./count-tokens.ts";

it("counts the conversation and the system prompt", () => {
  const google = { thoughtSignature: "c2ln" };
  const { url, body } = countTokens.encodeRequest(
    {
      prompt: [
        { role: "system", content: "Be brief." },
        { role: "user", content: [{ type: "text", text: "hi" }] },
        {
          role: "assistant",
          content: [{ type: "reasoning", text: "Hm.", providerOptions: { google } }],
        },
      ],
      tools: [{ type: "function", name: "noop", inputSchema: { type: "object" } }],
      maxOutputTokens: 5,
    },
    { ...target, baseUrl: "https://code.example" },
  );
  expect(url).toBe("https://code.example/v1internal:countTokens");
  expect(body).toEqual({
    request: {
      model: "models/model-1",
      contents: [
        { role: "user", parts: [{ text: "Be brief." }] },
        { role: "user", parts: [{ text: "hi" }] },
        { role: "model", parts: [{ text: "Hm." }] },
      ],
    },
  });
});

it("reads the count, and refuses an answer without one", () => {
  expect(countTokens.decodeResponse('{"totalTokens":14}', target)).toBe(14);
  for (const wrong of ["{}", "[]", "null", '{"totalTokens":"14"}', "<html>"]) {
    expect(() => countTokens.decodeResponse(wrong, target)).toThrow(SyntaxError);
  }
});

import { expect, it } from "vitest";
import { target } from "../../test/replay.ts";
import { countTokens } from "./count-tokens.ts";

it("counts on Vertex AI what that server counts, in the form that it wants", () => {
  const { url, body } = countTokens.encodeRequest(
    {
      prompt: [
        { role: "system", content: "Be brief." },
        { role: "user", content: [{ type: "text", text: "hi" }] },
      ],
      tools: [{ type: "function", name: "noop", inputSchema: { type: "object" } }],
      toolChoice: { type: "auto" },
      providerOptions: { google: { labels: { a: "b" } } },
    },
    { ...target, compat: { vertex: true } },
  );
  expect(url).toBe("https://api.acme.example/v1/models/model-1:countTokens");
  const noop = { name: "noop", description: "", parametersJsonSchema: { type: "object" } };
  expect(body).toEqual({
    contents: [{ role: "user", parts: [{ text: "hi" }] }],
    systemInstruction: { parts: [{ text: "Be brief." }] },
    tools: [{ functionDeclarations: [noop] }],
    generationConfig: {},
  });
});

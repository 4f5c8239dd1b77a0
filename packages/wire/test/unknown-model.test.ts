// A level of reasoning for a model that no list has, which may be newer than the lists: it is asked for in
// the usual form of the wire. A model that a list has is taken at the list's word.
import type { CallOptions, Target } from "@mayros/core";
import { expect, it } from "vitest";
import { loadCodec } from "../src/load-codec.ts";
import { target } from "./replay.ts";

const model = { ...target.model, reasoning: false };

async function encode(api: string, known: boolean, call: Partial<CallOptions>) {
  const codec = await loadCodec(api);
  if (!codec) throw new Error("no such wire");
  const { encodeRequest } = codec.operations.chat;
  const prompt: CallOptions["prompt"] = [{ role: "user", content: [{ type: "text", text: "hi" }] }];
  const asked: Target = { ...target, model, known };
  const { body, warnings } = encodeRequest({ prompt, ...call }, asked, false);
  const plain = encodeRequest({ prompt }, asked, false).body;
  const added = Object.entries(body).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(plain[name]),
  );
  return { added: Object.fromEntries(added), warned: warnings.length };
}

it.each([
  [
    "anthropic-messages",
    {
      thinking: { type: "adaptive", display: "summarized" },
      output_config: { effort: "high" },
    },
  ],
  [
    "google-code-assist",
    {
      request: {
        contents: [{ role: "user", parts: [{ text: "hi" }] }],
        generationConfig: { thinkingConfig: { thinkingLevel: "high", includeThoughts: true } },
      },
    },
  ],
  [
    "google-generative-ai",
    { generationConfig: { thinkingConfig: { thinkingLevel: "high", includeThoughts: true } } },
  ],
  ["openai-completions", { reasoning_effort: "high" }],
  [
    "openai-responses",
    {
      reasoning: { effort: "high", summary: "detailed" },
      include: ["reasoning.encrypted_content"],
    },
  ],
])("%s", async (api, fields) => {
  expect(await encode(api, false, { reasoning: "high" })).toEqual({ added: fields, warned: 0 });
  expect(await encode(api, false, { reasoning: "none" })).toEqual({ added: {}, warned: 1 });
  expect(await encode(api, true, { reasoning: "none" })).toEqual({ added: {}, warned: 0 });
  expect(await encode(api, true, { reasoning: "high" })).toEqual({ added: {}, warned: 1 });
});

it("goes by the option of the responses, too", async () => {
  const providerOptions = { openai: { reasoningEffort: "low" } };
  const { added, warned } = await encode("openai-responses", false, { providerOptions });
  expect(added).toMatchObject({ reasoning: { effort: "low" } });
  expect(warned).toBe(0);
  expect(await encode("openai-responses", true, { providerOptions })).toMatchObject({ warned: 1 });
});

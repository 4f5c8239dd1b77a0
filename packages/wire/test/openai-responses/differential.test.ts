// Our codec against the AI SDK's package for OpenAI's responses API.
import { createOpenAI } from "@ai-sdk/openai";
import { expect, it } from "vitest";
import { openaiResponses } from "../../src/openai-responses/index.ts";
import { describeWire } from "../differential/describe-wire.ts";
import { calls } from "./calls.ts";
import { divergences } from "./divergences.ts";
import { refusals } from "./refusals.ts";
import { reasoner } from "./targets.ts";

describeWire({
  codec: openaiResponses,
  theirs: (fetch, modelId) => createOpenAI({ apiKey: "key", fetch }).responses(modelId),
  target: reasoner,
  calls,
  refusals,
  divergences,
});

it("lets the server fetch what the AI SDK lets it fetch", () => {
  const theirs = createOpenAI({ apiKey: "key" }).responses("gpt-5.1");
  expect(openaiResponses.supportedUrls(reasoner)).toEqual(theirs.supportedUrls);
});

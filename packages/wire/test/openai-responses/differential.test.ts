// Our codec against the AI SDK's package for OpenAI's responses API.
import { createOpenAI } from "@ai-sdk/openai";
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

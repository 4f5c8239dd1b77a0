// OpenAI's own package for OpenAI's API, and the one for everybody else's, as judges.
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { openaiCompletions } from "../../src/openai-completions/index.ts";
import { describeWire } from "../differential/describe-wire.ts";
import type { Judge } from "../differential/judge.ts";
import { compatibleCalls, openaiCalls } from "./calls.ts";
import { divergences } from "./divergences.ts";
import { refusals } from "./refusals.ts";
import { acme, openai, withoutSchemas } from "./targets.ts";

/** Answers of OpenAI itself, which more servers give, */
const ofOpenai = new Set([
  "bad-json.txt",
  "quota-first.txt",
  "refusal.txt",
  "text-and-tool.txt",
  "text.txt",
  "tools.txt",
  "truncated.txt",
  "whole-error.json",
  "whole-tools.json",
]);
/** and those with what the other package does not read. */
const ofOpenaiAlone = new Set([
  "logprobs.txt",
  "search.txt",
  "whole-audio.json",
  "whole-refusal.json",
  "whole-search.json",
]);
/** Neither package reads what routers add to reasoning. */
const ofNobody = new Set(["router-reasoning-details.txt"]);

const wire = { codec: openaiCompletions, refusals, divergences };

const judges: readonly Judge[] = [
  {
    ...wire,
    name: "@ai-sdk/openai",
    target: openai,
    calls: openaiCalls,
    judges: (name) => ofOpenai.has(name) || ofOpenaiAlone.has(name),
    theirs: (fetch, modelId) => createOpenAI({ apiKey: "k", fetch }).chat(modelId),
  },
  {
    ...wire,
    name: "@ai-sdk/openai-compatible",
    target: acme,
    calls: compatibleCalls,
    metadataKey: "acme",
    judges: (name) => !ofOpenaiAlone.has(name) && !ofNobody.has(name),
    theirs: (fetch, modelId) =>
      createOpenAICompatible({
        name: "acme",
        baseURL: acme.baseUrl,
        apiKey: "k",
        includeUsage: true,
        supportsStructuredOutputs: modelId !== withoutSchemas.model.wireId,
        fetch,
      }).chatModel(modelId),
  },
];

for (const judge of judges) describeWire(judge);

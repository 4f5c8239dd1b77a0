// The AI SDK's package for Anthropic's API as a judge.
import { createAnthropic } from "@ai-sdk/anthropic";
import { anthropicMessages } from "../../src/anthropic-messages/index.ts";
import { describeWire } from "../differential/describe-wire.ts";
import { calls } from "./calls.ts";
import { divergences } from "./divergences.ts";
import { refusals } from "./refusals.ts";
import { opus } from "./targets.ts";

const theirs = (fetch: typeof globalThis.fetch, modelId: string) =>
  createAnthropic({ apiKey: "k", fetch, baseURL: "https://api.anthropic.com/v1" })(modelId);

describeWire({
  codec: anthropicMessages,
  theirs,
  target: opus,
  calls,
  refusals,
  divergences,
});

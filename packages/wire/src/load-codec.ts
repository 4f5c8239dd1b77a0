// Finds the codec of an `api` and loads it: a program that speaks one wire pays for one.
import type { Codec } from "@mayros/core";

export const codecs: Readonly<Record<string, () => Promise<Codec>>> = {
  "openai-completions": async () =>
    (await import("./openai-completions/index.ts")).openaiCompletions,
  "openai-responses": async () => (await import("./openai-responses/index.ts")).openaiResponses,
  "anthropic-messages": async () =>
    (await import("./anthropic-messages/index.ts")).anthropicMessages,
  "google-generative-ai": async () =>
    (await import("./google-generative-ai/index.ts")).googleGenerativeAi,
};

/** Undefined where no wire has this name. */
export async function loadCodec(api: string): Promise<Codec | undefined> {
  return Object.hasOwn(codecs, api) ? codecs[api]?.() : undefined;
}

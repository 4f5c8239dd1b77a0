// Finds the codec of an `api` and loads it: a program that speaks one wire pays for one.
import type { Codec } from "@mayros/core";

export const codecs: Readonly<Record<string, () => Promise<Codec>>> = {
  "openai-completions": async () =>
    (await import("./openai-completions/index.ts")).openaiCompletions,
  "anthropic-messages": async () =>
    (await import("./anthropic-messages/index.ts")).anthropicMessages,
};

/** Undefined where no wire has this name. */
export async function loadCodec(api: string): Promise<Codec | undefined> {
  return Object.hasOwn(codecs, api) ? codecs[api]?.() : undefined;
}

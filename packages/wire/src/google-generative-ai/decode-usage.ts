// Token counts in the neutral form. Thoughts are counted apart from the answer, what came from the cache
// within the prompt: https://ai.google.dev/api/generate-content#UsageMetadata (accessed 2026-11-22)
import type { JSONObject, Usage } from "@mayros/core";
import { unknownUsage } from "../decode/unknown-usage.ts";
import { type JsonRecord, numberOf } from "../json-shapes.ts";

/** A count that is not sent is zero; without any counts nothing is known. */
export function decodeUsage(raw: JsonRecord | undefined): Usage {
  if (!raw) return unknownUsage;
  const count = (name: string): number => numberOf(raw[name]) ?? 0;
  const input = count("promptTokenCount") + count("toolUsePromptTokenCount");
  const cacheRead = count("cachedContentTokenCount");
  const text = count("candidatesTokenCount");
  const reasoning = count("thoughtsTokenCount");
  return {
    inputTokens: { total: input, noCache: input - cacheRead, cacheRead, cacheWrite: undefined },
    outputTokens: { total: text + reasoning, text, reasoning },
    raw: raw as JSONObject,
  };
}

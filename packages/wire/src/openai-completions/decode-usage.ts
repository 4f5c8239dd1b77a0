// Token counts in the neutral form. Servers agree on the totals and on little else.
import type { JSONObject, Usage } from "@mayros/core";
import { unknownUsage } from "../decode/unknown-usage.ts";
import { type JsonRecord, numberOf, recordOf } from "../json-shapes.ts";

/** What a server that counts at all does not mention counts as none. */
export function decodeUsage(raw: JsonRecord | undefined): Usage {
  if (!raw) return unknownUsage;
  const input = recordOf(raw.prompt_tokens_details);
  const total = numberOf(raw.prompt_tokens) ?? 0;
  const cacheRead =
    numberOf(input?.cached_tokens) ??
    // https://api-docs.deepseek.com/guides/kv_cache, https://platform.moonshot.ai/docs/api/chat
    numberOf(raw.prompt_cache_hit_tokens) ??
    numberOf(raw.cached_tokens) ??
    0;
  const cacheWrite = numberOf(input?.cache_write_tokens);
  return {
    inputTokens: {
      total,
      noCache: Math.max(0, total - cacheRead - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite,
    },
    outputTokens: decodeOutput(raw, total),
    raw: raw as JSONObject,
  };
}

/**
 * OpenAI counts reasoning within `completion_tokens`; some servers count it beside them, and then only
 * their `total_tokens` tells (https://docs.x.ai/docs/guides/reasoning, accessed 2026-11-22).
 */
function decodeOutput(raw: JsonRecord, input: number): Usage["outputTokens"] {
  const completion = numberOf(raw.completion_tokens) ?? 0;
  const reasoning = numberOf(recordOf(raw.completion_tokens_details)?.reasoning_tokens) ?? 0;
  const beside = reasoning > 0 && numberOf(raw.total_tokens) === input + completion + reasoning;
  return {
    total: beside ? completion + reasoning : completion,
    text: beside ? completion : Math.max(0, completion - reasoning),
    reasoning,
  };
}

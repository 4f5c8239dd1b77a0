// Token counts in the neutral form. Servers agree on the totals and on little else.
import type { JSONObject, Usage } from "@mayros/core";
import { type JsonRecord, numberOf, recordOf } from "../json-shapes.ts";

export function decodeUsage(raw: JsonRecord | undefined): Usage {
  const input = recordOf(raw?.prompt_tokens_details);
  const total = numberOf(raw?.prompt_tokens);
  const cacheRead =
    numberOf(input?.cached_tokens) ??
    // https://api-docs.deepseek.com/guides/kv_cache, https://platform.moonshot.ai/docs/api/chat
    numberOf(raw?.prompt_cache_hit_tokens) ??
    numberOf(raw?.cached_tokens);
  const cacheWrite = numberOf(input?.cache_write_tokens);
  const output = decodeOutput(raw, total);
  return {
    inputTokens: {
      total,
      noCache:
        total === undefined ? undefined : Math.max(0, total - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite,
    },
    outputTokens: output,
    ...(raw ? { raw: raw as JSONObject } : {}),
  };
}

/**
 * OpenAI counts reasoning within `completion_tokens`; some servers count it beside them, and then only
 * their `total_tokens` tells (https://docs.x.ai/docs/guides/reasoning, accessed 2026-11-22).
 */
function decodeOutput(
  raw: JsonRecord | undefined,
  input: number | undefined,
): Usage["outputTokens"] {
  const completion = numberOf(raw?.completion_tokens);
  const reasoning = numberOf(recordOf(raw?.completion_tokens_details)?.reasoning_tokens);
  if (completion === undefined) return { total: undefined, text: undefined, reasoning };
  const all = numberOf(raw?.total_tokens);
  const beside = !!reasoning && all === (input ?? 0) + completion + reasoning;
  return {
    total: beside ? completion + reasoning : completion,
    text: beside ? completion : Math.max(0, completion - (reasoning ?? 0)),
    reasoning,
  };
}

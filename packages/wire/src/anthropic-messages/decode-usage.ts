// Token counts in the neutral form. The wire counts what came from the cache and went into it apart from
// the rest of the input: https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching
import type { JSONObject, Usage } from "@mayros/core";
import { type JsonRecord, numberOf, recordOf } from "../json-shapes.ts";

export function decodeUsage(raw: JsonRecord | undefined): Usage {
  const noCache = numberOf(raw?.input_tokens);
  const cacheRead = numberOf(raw?.cache_read_input_tokens);
  const cacheWrite = numberOf(raw?.cache_creation_input_tokens);
  const output = numberOf(raw?.output_tokens);
  const reasoning = numberOf(recordOf(raw?.output_tokens_details)?.thinking_tokens);
  return {
    inputTokens: {
      total: noCache === undefined ? undefined : noCache + (cacheRead ?? 0) + (cacheWrite ?? 0),
      noCache,
      cacheRead,
      cacheWrite,
    },
    outputTokens: {
      total: output,
      text: output === undefined || reasoning === undefined ? undefined : output - reasoning,
      reasoning,
    },
    ...(raw ? { raw: raw as JSONObject } : {}),
  };
}

/**
 * The counts come twice, at the start and, for the output, at the end. Some servers know the input only
 * at the end, others send zeros there: what is known is never replaced by nothing.
 */
export function mergeUsage(known: JsonRecord | undefined, next: unknown): JsonRecord | undefined {
  const record = recordOf(next);
  if (!record) return known;
  const merged: Record<string, unknown> = { ...known };
  for (const [name, value] of Object.entries(record)) {
    if (value === null || (value === 0 && merged[name])) continue;
    merged[name] = value;
  }
  return merged;
}

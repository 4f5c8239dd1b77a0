// Token counts in the neutral form. The wire counts what came from the cache and went into it apart from
// the rest of the input: https://docs.claude.com/en/docs/build-with-claude/prompt-caching
import type { JSONObject, Usage } from "@mayros/core";
import { type JsonRecord, mapRecord, numberOf, recordOf, recordsOf } from "../json-shapes.ts";

export function decodeUsage(raw: JsonRecord | undefined): Usage {
  const { input: noCache, output } = totalsOf(raw);
  const cacheRead = numberOf(raw?.cache_read_input_tokens) ?? (noCache === undefined ? noCache : 0);
  const cacheWrite =
    numberOf(raw?.cache_creation_input_tokens) ?? (noCache === undefined ? noCache : 0);
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
 * A message that was compacted on the way has several rounds, of which its own counts leave some out.
 * Those of an advisor are at another price, and where another model took over, its counts are the message's.
 */
function totalsOf(raw: JsonRecord | undefined): {
  input?: number | undefined;
  output?: number | undefined;
} {
  const rounds = recordsOf(raw?.iterations);
  const own = rounds.filter(({ type }) => type === "compaction" || type === "message");
  if (own.length === 0 || rounds.some(({ type }) => type === "fallback_message")) {
    return { input: numberOf(raw?.input_tokens), output: numberOf(raw?.output_tokens) };
  }
  const sum = (name: string): number =>
    own.reduce((total, round) => total + (numberOf(round[name]) ?? 0), 0);
  return { input: sum("input_tokens"), output: sum("output_tokens") };
}

/**
 * The counts come twice, at the start and, for the output, at the end. Some servers know the input only
 * at the end, others send zeros there: what is known is never replaced by nothing.
 */
export function mergeUsage(known: JsonRecord | undefined, next: unknown): JsonRecord | undefined {
  const record = recordOf(next);
  if (!record) return known;
  const news = mapRecord(record, (name, value) => {
    // Only of the output the first count is none yet.
    const nothing = value === null || (value === 0 && name !== "output_tokens");
    return nothing && known?.[name] ? undefined : [name, value];
  });
  return { ...known, ...news };
}

// Token counts in the neutral form.
import type { JSONObject, Usage } from "@mayros/core";
import { numberOf, recordOf } from "../json-shapes.ts";

export function decodeUsage(value: unknown): Usage {
  const raw = recordOf(value);
  const details = recordOf(raw?.input_tokens_details);
  const input = numberOf(raw?.input_tokens);
  const output = numberOf(raw?.output_tokens);
  const cacheRead = numberOf(details?.cached_tokens);
  const cacheWrite = numberOf(details?.cache_write_tokens);
  const reasoning = numberOf(recordOf(raw?.output_tokens_details)?.reasoning_tokens);
  return {
    inputTokens: {
      total: input,
      noCache:
        input === undefined ? undefined : Math.max(0, input - (cacheRead ?? 0) - (cacheWrite ?? 0)),
      cacheRead,
      cacheWrite,
    },
    outputTokens: {
      total: output,
      text: output === undefined ? undefined : Math.max(0, output - (reasoning ?? 0)),
      reasoning,
    },
    ...(raw ? { raw: raw as JSONObject } : {}),
  };
}

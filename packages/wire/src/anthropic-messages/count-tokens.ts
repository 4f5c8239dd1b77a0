// Counts the tokens of a call as the server would.
// https://docs.anthropic.com/en/api/messages-count-tokens (accessed 2026-11-22)

import type { CallOptions, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { encodeRequest } from "./encode-request.ts";

/** What of a request counts: it refuses what only says how to answer. */
const counted = new Set([
  "cache_control",
  "context_management",
  "mcp_servers",
  "messages",
  "model",
  "output_config",
  "output_format",
  "system",
  "thinking",
  "tool_choice",
  "tools",
]);

export const countTokens: WholeOperation<CallOptions, number> = {
  encodeRequest(call, target) {
    const { body, url, ...rest } = encodeRequest(call, target, false);
    return {
      ...rest,
      url: endpointUrl(url, "count_tokens"),
      body: Object.fromEntries(Object.entries(body).filter(([name]) => counted.has(name))),
    };
  },
  decodeResponse: (body) => countIn(body, "input_tokens"),
};

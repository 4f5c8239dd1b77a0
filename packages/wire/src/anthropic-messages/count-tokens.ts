// Counts the tokens of a call as the server would.
// https://docs.anthropic.com/en/api/messages-count-tokens (accessed 2026-11-22)

import type { CallOptions, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { countRequest } from "../encode/count-request.ts";
import { encodeRequest } from "./encode-request.ts";

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
  encodeRequest: (call, target) =>
    countRequest(encodeRequest(call, target, false), "count_tokens", counted),
  decodeResponse: (body) => countIn(body, "input_tokens"),
};

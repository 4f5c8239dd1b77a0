// Counts the tokens of a call as the server would.
// https://platform.openai.com/docs/api-reference/responses/input-tokens (accessed 2026-11-23)

import type { CallOptions, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { countRequest } from "../encode/count-request.ts";
import { encodeRequest } from "./encode-request.ts";

const counted = new Set([
  "conversation",
  "input",
  "instructions",
  "model",
  "parallel_tool_calls",
  "previous_response_id",
  "reasoning",
  "text",
  "tool_choice",
  "tools",
  "truncation",
]);

export const countTokens: WholeOperation<CallOptions, number> = {
  encodeRequest: (call, target) =>
    countRequest(encodeRequest(call, target, false), "input_tokens", counted),
  decodeResponse: (body) => countIn(body, "input_tokens"),
};

// Counts the tokens of a call as the server would.
// https://platform.openai.com/docs/api-reference/responses/input-tokens (accessed 2026-11-23)

import type { CallOptions, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { encodeRequest } from "./encode-request.ts";

/** What of a request counts: it refuses what only says how to answer. */
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
  encodeRequest(call, target) {
    const { body, url, ...rest } = encodeRequest(call, target, false);
    return {
      ...rest,
      url: endpointUrl(url, "input_tokens"),
      body: Object.fromEntries(Object.entries(body).filter(([name]) => counted.has(name))),
    };
  },
  decodeResponse: (body) => countIn(body, "input_tokens"),
};

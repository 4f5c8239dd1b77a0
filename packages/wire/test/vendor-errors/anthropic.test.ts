// What Anthropic answers.
import { anthropicMessages } from "../../src/anthropic-messages/index.ts";
import { anthropic, HOUR, NOW, NOW_IN_SECONDS, SECOND, vendor } from "./refusal.ts";

const at = (ms: number): string => new Date(NOW + ms).toISOString();
const BAD = "invalid_request_error";
const LIMIT = "rate_limit_error";

vendor(
  "Anthropic",
  [anthropicMessages],
  [
    ["format", 400, anthropic(BAD)],
    ["format", undefined, anthropic(BAD)],
    ["format", 400, anthropic(BAD, "messages.1: Invalid `signature` in `thinking` block")],
    ["format", 400, anthropic(BAD, "This credential is only authorized for use with Claude Code")],
    ["context_overflow", 400, anthropic(BAD, "prompt is too long: 213462 tokens > 200000 maximum")],
    ["billing", 400, anthropic(BAD, "Your credit balance is too low to access the API.")],
    [
      "billing",
      400,
      anthropic(
        BAD,
        "You have reached your specified workspace API usage limits. You will regain access on 2026-07-02 at 00:00 UTC.",
      ),
      { readyIn: 5 * HOUR },
    ],
    ["auth", 401, anthropic("authentication_error")],
    ["billing", 402, anthropic("billing_error")],
    ["auth", 403, anthropic("permission_error")],
    ["not_found", 404, anthropic("not_found_error")],
    ["not_found", undefined, anthropic("not_found_error")],
    ["timeout", 408, anthropic("timeout_error")],
    ["timeout", 504, anthropic("timeout_error")],
    ["server", 409, anthropic("conflict_error")],
    ["context_overflow", 413, anthropic("request_too_large")],
    ["rate_limit", 429, anthropic(LIMIT)],
    ["rate_limit", undefined, anthropic(LIMIT)],
    ["rate_limit", 429, anthropic(LIMIT), { readyIn: 12 * SECOND }, { "retry-after": "12" }],
    [
      "rate_limit",
      429,
      anthropic(LIMIT),
      { readyIn: 30 * SECOND },
      {
        "anthropic-ratelimit-requests-remaining": "3",
        "anthropic-ratelimit-requests-reset": at(50 * SECOND),
        "anthropic-ratelimit-input-tokens-remaining": "0",
        "anthropic-ratelimit-input-tokens-reset": at(30 * SECOND),
      },
    ],
    // A subscription: the window that is used up counts, not the other one.
    [
      "rate_limit",
      429,
      anthropic(LIMIT),
      { readyIn: 3 * HOUR },
      {
        "anthropic-ratelimit-unified-5h-status": "rejected",
        "anthropic-ratelimit-unified-5h-reset": String(NOW_IN_SECONDS + 3 * 3600),
        "anthropic-ratelimit-unified-7d-status": "allowed",
        "anthropic-ratelimit-unified-7d-reset": String(NOW_IN_SECONDS + 500_000),
      },
    ],
    [
      "billing",
      429,
      anthropic(LIMIT, "Sorry.", { details: { error_code: "enforced_spend_limit_reached" } }),
      { rotate: true },
    ],
    ["billing", 429, anthropic("enforced_spend_limit_reached"), { rotate: true }],
    [
      "billing",
      429,
      anthropic(LIMIT, "You have reached your specified spend limit."),
      { rotate: true },
    ],
    [
      "billing",
      429,
      anthropic(
        LIMIT,
        "You have reached your API usage limits: your organization has crossed its monthly API usage threshold.",
      ),
      { rotate: true },
    ],
    ["server", 500, anthropic("api_error")],
    ["server", undefined, anthropic("api_error")],
    ["overloaded", 529, anthropic("overloaded_error")],
    ["overloaded", undefined, anthropic("overloaded_error")],
  ],
);

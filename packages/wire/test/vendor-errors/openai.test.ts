// What OpenAI answers, and Codex, which bills by plan.
import { openaiCompletions } from "../../src/openai-completions/index.ts";
import { openaiResponses } from "../../src/openai-responses/index.ts";
import { HOUR, MINUTE, NOW_IN_SECONDS, openai, type Refusal, SECOND, vendor } from "./refusal.ts";

/** Of the minute: they say nothing of an empty account. */
const limits = {
  "x-ratelimit-remaining-requests": "99",
  "x-ratelimit-reset-requests": "1s",
  "x-ratelimit-remaining-tokens": "0",
  "x-ratelimit-reset-tokens": "6m0s",
};
const spent = [
  "insufficient_quota",
  "credit_balance_exhausted",
  "organization_spend_limit_exceeded",
  "project_spend_limit_exceeded",
  "organization_usage_limit_exceeded",
];

vendor(
  "OpenAI",
  [openaiCompletions, openaiResponses],
  [
    ["auth", 401, openai({ type: "invalid_request_error", code: "invalid_api_key" })],
    ["auth", 403, openai({ code: "unsupported_country_region_territory" })],
    ["not_found", 404, openai({ type: "invalid_request_error", code: "model_not_found" })],
    ["format", 400, openai({ code: "string_above_max_length" })],
    ["format", undefined, openai({ code: "string_above_max_length" })],
    ["format", undefined, openai({ type: "invalid_request_error" })],
    ["context_overflow", 400, openai({ code: "context_length_exceeded" })],
    ["context_overflow", undefined, openai({ code: "context_length_exceeded" })],
    [
      "context_overflow",
      400,
      openai({ code: "string_above_max_length", message: "The maximum context length is 9" }),
    ],
    ["rate_limit", 429, openai({ type: "rate_limit_error", code: "slow_down" })],
    ["rate_limit", 429, openai({ type: "requests", code: "rate_limit_exceeded" })],
    ["rate_limit", 413, openai({ type: "tokens", code: "rate_limit_exceeded" })],
    [
      "rate_limit",
      429,
      openai({ type: "tokens", code: "rate_limit_exceeded" }),
      { readyIn: 6 * MINUTE },
      limits,
    ],
    [
      "rate_limit",
      429,
      openai({}),
      { readyIn: 250 },
      { ...limits, "retry-after": "1", "retry-after-ms": "250" },
    ],
    [
      "rate_limit",
      429,
      openai({ message: "Limit of requests per day (RPD): 200. Please try again in 7m12s." }),
      { readyIn: 432 * SECOND, daily: true },
    ],
    ...spent.map(
      (code): Refusal => [
        "billing",
        429,
        openai({ type: "insufficient_quota", code }),
        { rotate: true },
        limits,
      ],
    ),
    ["billing", undefined, openai({ type: "insufficient_quota" }), { rotate: true }],
    ["overloaded", 503, openai({ type: "server_error", code: "server_is_overloaded" })],
    ["server", 500, openai({ type: "server_error" })],
    ["server", undefined, openai({ type: "server_error" })],
  ],
);

const used = { type: "usage_limit_reached", message: "The usage limit has been reached" };

vendor(
  "Codex",
  [openaiResponses],
  [
    [
      "rate_limit",
      429,
      { error: { ...used, resets_at: NOW_IN_SECONDS + 7200 } },
      { readyIn: 2 * HOUR },
    ],
    ["rate_limit", 429, { error: { ...used, resets_in_seconds: 90 } }, { readyIn: 90 * SECOND }],
    [
      "rate_limit",
      undefined,
      { error: { ...used, resets_in_seconds: 90 } },
      { readyIn: 90 * SECOND },
    ],
    ["billing", 403, { error: { type: "usage_not_included", message: "Upgrade your plan" } }],
    ["overloaded", 400, { detail: "Selected model is at capacity. Please try a different model." }],
    ["auth", 401, { detail: "Your authentication token has expired." }],
    ["auth", 400, { error: { code: "refresh_token_reused", message: "Log in again" } }],
    ["format", undefined, { error: { code: "invalid_prompt", message: "Sorry." } }],
  ],
);

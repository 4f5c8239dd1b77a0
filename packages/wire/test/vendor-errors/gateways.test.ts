// What gateways answer, and vendors that speak the wires of others.
import { anthropicMessages } from "../../src/anthropic-messages/index.ts";
import { googleGenerativeAi } from "../../src/google-generative-ai/index.ts";
import { openaiCompletions } from "../../src/openai-completions/index.ts";
import { openaiResponses } from "../../src/openai-responses/index.ts";
import { anthropic, HOUR, MINUTE, NOW, openai, routed, SECOND, vendor } from "./refusal.ts";

vendor(
  "OpenRouter",
  [openaiCompletions, openaiResponses, anthropicMessages],
  [
    ["format", 400, routed(400, "Sorry.")],
    ["auth", 401, routed(401, "User not found.")],
    [
      "billing",
      402,
      routed(402, "Insufficient credits. Add more using https://openrouter.ai/credits"),
    ],
    // The one 402 that passes by itself says so.
    [
      "billing",
      402,
      routed(402, "Over the budget of requests in flight", {
        limit_source: "openrouter_in_flight_budget",
      }),
      { readyIn: 8 * SECOND },
      { "retry-after": "8" },
    ],
    ["auth", 403, routed(403, "Your chosen model requires moderation and your input was flagged")],
    ["timeout", 408, routed(408, "Your request timed out")],
    [
      "rate_limit",
      429,
      routed(429, "Sorry."),
      { readyIn: 40 * SECOND },
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW + 40 * SECOND) },
    ],
    [
      "rate_limit",
      429,
      routed(429, "Sorry.", { headers: { "X-RateLimit-Reset": String(NOW + MINUTE) } }),
      { readyIn: MINUTE },
    ],
    ["server", 502, routed(502, "Provider returned error", { raw: "upstream gave up" })],
    [
      "rate_limit",
      502,
      routed(502, "Provider returned error", {
        raw: '{"error":{"type":"rate_limit_error","message":"x"}}',
      }),
    ],
    ["overloaded", 503, routed(503, "No instances available")],
    ["rate_limit", undefined, routed(429, "Provider returned error")],
    // Another vendor's error behind it, with its own code.
    ["rate_limit", 400, openai({ status: "RESOURCE_EXHAUSTED" })],
    [
      "billing",
      429,
      openai({ code: "credit_limit_exceeded", message: "Insufficient credits" }),
      { rotate: true },
    ],
    ["billing", undefined, routed(402, "Sorry.")],
  ],
);

vendor(
  "Z.AI",
  [openaiCompletions, anthropicMessages],
  [
    ["rate_limit", 429, openai({ code: "1302", message: "High concurrency usage of this API" })],
    ["rate_limit", 429, openai({ code: "1308", message: "Usage limit reached for 5 hour." })],
    [
      "billing",
      429,
      openai({ code: "1113", message: "Insufficient balance or no resource package." }),
      { rotate: true },
    ],
    ["context_overflow", 400, openai({ code: "1261", message: "Prompt exceeds max length" })],
  ],
);

vendor(
  "Qwen",
  [openaiCompletions],
  [
    [
      "billing",
      429,
      openai({ code: "insufficient_quota", message: "free tier quota exceeded" }),
      { rotate: true },
    ],
    ["auth", 401, openai({ message: "invalid access token or token expired" })],
    ["context_overflow", 400, openai({ message: "Range of input length should be [1, 30720]" })],
  ],
);

vendor(
  "Copilot",
  [openaiCompletions, openaiResponses, anthropicMessages],
  [
    ["auth", 401, "unauthorized: token expired\n"],
    ["auth", 403, "access denied: user is not licensed"],
    ["rate_limit", 429, "quota exceeded"],
    ["billing", 402, "You have exceeded your premium request allowance"],
    ["context_overflow", 413, "failed to parse request"],
  ],
);

vendor(
  "MiniMax and Kimi",
  [openaiCompletions, anthropicMessages],
  [
    ["context_overflow", 400, openai({ message: "invalid params, context window exceeds limit" })],
    [
      "context_overflow",
      400,
      openai({ message: "Your request exceeded model token limit: 262144 (requested: 300000)" }),
    ],
    ["overloaded", 429, openai({ type: "engine_overloaded_error", message: "Sorry." })],
  ],
);

vendor(
  "OpenCode",
  [openaiCompletions, openaiResponses, anthropicMessages, googleGenerativeAi],
  [
    [
      "billing",
      429,
      anthropic("GoUsageLimitError", "Weekly usage limit reached. Resets in 19hr"),
      { rotate: true, readyIn: 19 * HOUR },
    ],
    ["billing", 429, anthropic("FreeUsageLimitError"), { rotate: true }],
  ],
);

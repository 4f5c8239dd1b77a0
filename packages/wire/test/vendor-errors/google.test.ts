// What Google answers: a wrong key is a 400, and a plan without a quota a 429.
import type { FailureKind } from "@mayros/core";
import { googleCodeAssist } from "../../src/google-code-assist/index.ts";
import { googleGenerativeAi } from "../../src/google-generative-ai/index.ts";
import { google, HOUR, MINUTE, type Refusal, reason, SECOND, vendor } from "./refusal.ts";

const quota = (quotaId: string): object => ({ violations: [{ quotaId }] });
const exhausted = (more = {}): object => google(429, "RESOURCE_EXHAUSTED", more);

const statuses: readonly [FailureKind, number, string][] = [
  ["format", 400, "INVALID_ARGUMENT"],
  ["auth", 401, "UNAUTHENTICATED"],
  ["auth", 403, "PERMISSION_DENIED"],
  ["not_found", 404, "NOT_FOUND"],
  ["server", 499, "CANCELLED"],
  ["server", 500, "INTERNAL"],
  ["overloaded", 503, "UNAVAILABLE"],
  ["timeout", 504, "DEADLINE_EXCEEDED"],
  ["rate_limit", 429, "RESOURCE_EXHAUSTED"],
];

vendor(
  "Google's statuses, in a response, in a list and in a stream",
  [googleGenerativeAi, googleCodeAssist],
  statuses.flatMap(([kind, code, status]): Refusal[] => [
    [kind, code, google(code, status)],
    [kind, code, [google(code, status)]],
    [kind, undefined, google(code, status)],
  ]),
);

vendor(
  "Google",
  [googleGenerativeAi, googleCodeAssist],
  [
    ["auth", 400, google(400, "INVALID_ARGUMENT", reason("API_KEY_INVALID"))],
    ["auth", undefined, google(400, "INVALID_ARGUMENT", reason("API_KEY_INVALID"))],
    [
      "auth",
      400,
      google(400, "INVALID_ARGUMENT", {
        message: "API key not valid. Please pass a valid API key.",
      }),
    ],
    [
      "context_overflow",
      400,
      google(400, "INVALID_ARGUMENT", {
        message:
          "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
      }),
    ],
    [
      "auth",
      400,
      google(400, "FAILED_PRECONDITION", {
        message: "User location is not supported for the API use.",
      }),
    ],
    [
      "billing",
      400,
      google(400, "FAILED_PRECONDITION", { message: "Please enable billing on your project." }),
    ],
    [
      "format",
      400,
      google(400, "FAILED_PRECONDITION", { message: "The File x is not in an ACTIVE state." }),
    ],
    ["auth", 403, google(403, "PERMISSION_DENIED", reason("VALIDATION_REQUIRED"))],
    ["auth", 403, google(403, "PERMISSION_DENIED", reason("SERVICE_DISABLED"))],
    ["billing", 403, google(403, "PERMISSION_DENIED", reason("BILLING_DISABLED"))],
    ["rate_limit", 429, exhausted(reason("QUOTA_EXHAUSTED"))],
    ["rate_limit", 429, exhausted({ details: [{ retryDelay: "34.07s" }] }), { readyIn: 34_070 }],
    [
      "rate_limit",
      429,
      exhausted(reason("RATE_LIMIT_EXCEEDED", { quotaResetDelay: "1m30s" })),
      { readyIn: 90 * SECOND },
    ],
    [
      "rate_limit",
      429,
      exhausted({ details: [quota("GenerateRequestsPerMinutePerProject")] }),
      { readyIn: MINUTE },
    ],
    // The short delay that comes with a quota of the day is no help.
    [
      "rate_limit",
      429,
      exhausted({ details: [quota("GenerateRequestsPerDayPerProject"), { retryDelay: "9s" }] }),
      { readyIn: 12 * HOUR, daily: true },
    ],
    [
      "rate_limit",
      429,
      exhausted(reason("RATE_LIMIT_EXCEEDED", { quota_limit: "RequestsPerDayPerUser" })),
      { readyIn: 12 * HOUR, daily: true },
    ],
    [
      "rate_limit",
      429,
      exhausted({ message: "You exceeded your current quota. Please retry in 10h17m5.7s." }),
      { readyIn: 37_025_700 },
    ],
    [
      "rate_limit",
      429,
      exhausted({ message: "Your quota will reset after 135h10m5s." }),
      { readyIn: 486_605 * SECOND },
    ],
    // No waiting helps where there is no quota at all.
    [
      "billing",
      429,
      exhausted({
        message: "Quota exceeded for metric: m, limit: 0",
        details: [{ retryDelay: "5s" }],
      }),
      { rotate: true },
    ],
    ["billing", 429, exhausted(reason("INSUFFICIENT_G1_CREDITS_BALANCE")), { rotate: true }],
    ["overloaded", 429, exhausted(reason("MODEL_CAPACITY_EXHAUSTED"))],
  ],
);

import { describe, expect, it } from "vitest";
import { classifyError } from "./classify-error.ts";

const RPC = "type.googleapis.com/google.rpc.";
const NOON_PACIFIC = Date.UTC(2026, 6, 1, 19);

function classify(
  code: number,
  status: string,
  { message = "Sorry.", details = [] as unknown[], wrapped = false, http = true } = {},
) {
  const error = { error: { code, message, status, details } };
  return classifyError({
    ...(http ? { status: code } : {}),
    headers: {},
    body: JSON.stringify(wrapped ? [error] : error),
    receivedAt: NOON_PACIFIC,
  });
}

const reason = (name: string, metadata = {}) => ({
  "@type": `${RPC}ErrorInfo`,
  reason: name,
  metadata,
});
const retry = (retryDelay: string) => ({ "@type": `${RPC}RetryInfo`, retryDelay });
const quota = (quotaId: string) => ({ "@type": `${RPC}QuotaFailure`, violations: [{ quotaId }] });

describe("google-generative-ai classifyError", () => {
  it.each([
    [400, "INVALID_ARGUMENT", "format", false],
    [401, "UNAUTHENTICATED", "auth", false],
    [403, "PERMISSION_DENIED", "auth", false],
    [404, "NOT_FOUND", "not_found", false],
    [429, "RESOURCE_EXHAUSTED", "rate_limit", true],
    [499, "CANCELLED", "server", false],
    [500, "INTERNAL", "server", false],
    [503, "UNAVAILABLE", "overloaded", false],
    [504, "DEADLINE_EXCEEDED", "timeout", false],
  ])("%s %s is %s, in a response, in a stream and in a list", (code, status, kind, rotate) => {
    const expected = { kind, rotate, message: "Sorry." };
    expect(classify(code, status)).toMatchObject(expected);
    expect(classify(code, status, { http: false })).toMatchObject(expected);
    expect(classify(code, status, { wrapped: true })).toMatchObject(expected);
  });

  it.each([
    [400, "INVALID_ARGUMENT", "API_KEY_INVALID", "auth"],
    [403, "PERMISSION_DENIED", "SERVICE_DISABLED", "auth"],
    [403, "PERMISSION_DENIED", "BILLING_DISABLED", "billing"],
    [429, "RESOURCE_EXHAUSTED", "MODEL_CAPACITY_EXHAUSTED", "overloaded"],
    [429, "RESOURCE_EXHAUSTED", "INSUFFICIENT_G1_CREDITS_BALANCE", "billing"],
    [429, "RESOURCE_EXHAUSTED", "QUOTA_EXHAUSTED", "rate_limit"],
    [429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", "rate_limit"],
  ])("%s %s with the reason %s is %s", (code, status, name, kind) => {
    expect(classify(code, status, { details: [retry("1s"), reason(name)] }).kind).toBe(kind);
  });

  it.each([
    [400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", "auth"],
    [
      400,
      "INVALID_ARGUMENT",
      "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
      "context_overflow",
    ],
    [400, "FAILED_PRECONDITION", "User location is not supported for the API use.", "auth"],
    [400, "FAILED_PRECONDITION", "Please enable billing on your project.", "billing"],
    [400, "FAILED_PRECONDITION", "The File x is not in an ACTIVE state.", "format"],
    [429, "RESOURCE_EXHAUSTED", "Quota exceeded for metric: m, limit: 0, model: x", "billing"],
  ])("%s %s saying %j is %s", (code, status, message, kind) => {
    expect(classify(code, status, { message }).kind).toBe(kind);
  });

  it.each([
    ["a retry delay", [retry("34.07s")], 34_070],
    ["a reset delay", [reason("RATE_LIMIT_EXCEEDED", { quotaResetDelay: "1m30s" })], 90_000],
    ["a quota of the minute", [quota("GenerateRequestsPerMinutePerProject")], 60_000],
    [
      "a quota of the day",
      [quota("GenerateRequestsPerDayPerProject"), retry("5s")],
      12 * 3_600_000,
    ],
  ])("reads when to come back from %s", (_name, details, wait) => {
    const { resetAt } = classify(429, "RESOURCE_EXHAUSTED", { details });
    expect(resetAt).toBe(NOON_PACIFIC + wait);
  });

  it("reads when to come back from the words", () => {
    const message = "You exceeded your current quota. Please retry in 10h17m5.5s.";
    const { resetAt } = classify(429, "RESOURCE_EXHAUSTED", { message });
    expect(resetAt).toBe(NOON_PACIFIC + 37_025_500);
  });

  it("gives no time for a quota of zero: waiting does not help", () => {
    const message = "Quota exceeded, limit: 0";
    const failure = classify(429, "RESOURCE_EXHAUSTED", { message, details: [retry("5s")] });
    expect(failure).toMatchObject({ kind: "billing", rotate: true });
    expect(failure.resetAt).toBeUndefined();
  });
});

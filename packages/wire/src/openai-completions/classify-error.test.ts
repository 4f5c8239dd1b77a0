import { describe, expect, it } from "vitest";
import { classifyError } from "./classify-error.ts";

const classify = (status: number | undefined, error: object) =>
  classifyError({
    ...(status === undefined ? {} : { status }),
    headers: {},
    body: JSON.stringify({ error: { message: "Sorry.", ...error } }),
    receivedAt: 0,
  });

describe("openai-completions classifyError", () => {
  it.each([
    [429, { type: "requests", code: "rate_limit_exceeded" }, "rate_limit", true],
    [429, { type: "rate_limit_error", code: "slow_down" }, "rate_limit", true],
    [429, { type: "insufficient_quota", code: "insufficient_quota" }, "billing", true],
    [undefined, { type: "insufficient_quota", code: "insufficient_quota" }, "billing", true],
    [
      429,
      { type: "insufficient_quota", code: "organization_spend_limit_exceeded" },
      "billing",
      true,
    ],
    [
      400,
      { type: "invalid_request_error", code: "context_length_exceeded" },
      "context_overflow",
      false,
    ],
    [
      undefined,
      { type: "invalid_request_error", code: "context_length_exceeded" },
      "context_overflow",
      false,
    ],
    [undefined, { type: "invalid_request_error" }, "format", false],
    [400, { code: "string_above_max_length" }, "format", false],
    [undefined, { code: "string_above_max_length" }, "format", false],
    [
      400,
      { code: "string_above_max_length", message: "Too long: the maximum context length is 9" },
      "context_overflow",
      false,
    ],
    [401, { type: "invalid_request_error", code: "invalid_api_key" }, "auth", false],
    [404, { type: "invalid_request_error", code: "model_not_found" }, "not_found", false],
    [503, { type: "server_error", code: "server_is_overloaded" }, "overloaded", false],
    [undefined, { type: "server_error" }, "server", false],
    [413, { type: "tokens", code: "rate_limit_exceeded" }, "rate_limit", true],
    [429, { code: "1302" }, "rate_limit", true],
    [429, { code: "1113" }, "billing", true],
    [400, { code: "1261" }, "context_overflow", false],
    [429, { type: "GoUsageLimitError" }, "billing", true],
    [undefined, { code: 429, metadata: { raw: "busy" } }, "rate_limit", true],
    [undefined, { code: 402 }, "billing", false],
    [
      undefined,
      { code: 502, metadata: { raw: '{"error":{"type":"rate_limit_error","message":"x"}}' } },
      "rate_limit",
      true,
    ],
    [400, { status: "RESOURCE_EXHAUSTED" }, "rate_limit", true],
  ])("%s %j is %s", (status, error, kind, rotate) => {
    expect(classify(status, error)).toMatchObject({ kind, rotate });
  });

  it("takes a refusal without a word for a prompt that is too long", () => {
    expect(classifyError({ status: 400, headers: {}, body: "", receivedAt: 0 }).kind).toBe(
      "context_overflow",
    );
  });
});

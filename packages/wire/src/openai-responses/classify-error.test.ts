import { describe, expect, it } from "vitest";
import { classifyError } from "./classify-error.ts";

const classify = (status: number | undefined, body: object) =>
  classifyError({
    ...(status === undefined ? {} : { status }),
    headers: {},
    body: JSON.stringify(body),
    receivedAt: 0,
  });

describe("openai-responses classifyError", () => {
  it.each([
    [429, { type: "requests", code: "rate_limit_exceeded" }, "rate_limit", true],
    [429, { type: "insufficient_quota", code: "insufficient_quota" }, "billing", true],
    [undefined, { code: "rate_limit_exceeded" }, "rate_limit", true],
    [undefined, { code: "insufficient_quota" }, "billing", true],
    [undefined, { code: "server_error" }, "server", false],
    [undefined, { code: "invalid_prompt" }, "format", false],
    [undefined, { code: "context_length_exceeded" }, "context_overflow", false],
    [429, { type: "usage_limit_reached", resets_in_seconds: 60 }, "rate_limit", true],
    [401, { code: "invalid_api_key" }, "auth", false],
    [404, { code: "model_not_found" }, "not_found", false],
    [503, { code: "server_is_overloaded" }, "overloaded", false],
  ])("%s %j is %s", (status, error, kind, rotate) => {
    const fields = { message: "Sorry.", ...error };
    expect(classify(status, { error: fields })).toMatchObject({ kind, rotate, message: "Sorry." });
    // The `error` event of a stream has the same fields at its top.
    expect(classify(status, { ...fields, type: "error" })).toMatchObject(
      "code" in error ? { kind, rotate } : {},
    );
  });

  it("knows when a plan's limit ends", () => {
    const error = { type: "usage_limit_reached", message: "Limit.", resets_in_seconds: 60 };
    expect(classify(429, { error }).resetAt).toBe(60_000);
  });
});

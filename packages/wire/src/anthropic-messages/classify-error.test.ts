import { describe, expect, it } from "vitest";
import { classifyError } from "./classify-error.ts";

const classify = (status: number | undefined, type: string, message = "Sorry.") =>
  classifyError({
    ...(status === undefined ? {} : { status }),
    headers: {},
    body: JSON.stringify({ type: "error", error: { type, message }, request_id: "req_429" }),
    receivedAt: 0,
  });

describe("anthropic-messages classifyError", () => {
  it.each([
    [401, "authentication_error", "auth", false],
    [402, "billing_error", "billing", false],
    [403, "permission_error", "auth", false],
    [404, "not_found_error", "not_found", false],
    [408, "timeout_error", "timeout", false],
    [409, "conflict_error", "server", false],
    [413, "request_too_large", "context_overflow", false],
    [429, "rate_limit_error", "rate_limit", true],
    [429, "enforced_spend_limit_reached", "billing", true],
    [500, "api_error", "server", false],
    [529, "overloaded_error", "overloaded", false],
    [undefined, "overloaded_error", "overloaded", false],
    [undefined, "rate_limit_error", "rate_limit", true],
    [undefined, "api_error", "server", false],
    [undefined, "invalid_request_error", "format", false],
    [undefined, "not_found_error", "not_found", false],
  ])("%s %s is %s", (status, type, kind, rotate) => {
    expect(classify(status, type)).toMatchObject({ kind, rotate, message: "Sorry." });
  });

  it.each([
    ["prompt is too long: 213462 tokens > 200000 maximum", "context_overflow"],
    ["Your credit balance is too low to access the Anthropic API.", "billing"],
    ["messages.1.content.0: Invalid `signature` in `thinking` block", "format"],
    ["This credential is only authorized for use with Claude Code", "format"],
  ])("400 %j is %s", (message, kind) => {
    expect(classify(400, "invalid_request_error", message).kind).toBe(kind);
  });

  it("tells an empty account from a rate limit by the words", () => {
    const spent =
      "You have reached your specified spend limit. You will regain access on 2026-12-01.";
    expect(classify(429, "rate_limit_error", spent)).toMatchObject({
      kind: "billing",
      rotate: true,
    });
  });
});

// What both wires have in common: order of evidence, sentences and reset times.
import type { ClassifiedError, VendorError } from "@mayros/core";
import { describe, expect, it } from "vitest";
import { classifyError } from "../openai-completions/classify-error.ts";

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

function classify(
  status: number | undefined,
  body: unknown,
  headers: VendorError["headers"] = {},
): ClassifiedError {
  return classifyError({
    ...(status === undefined ? {} : { status }),
    headers,
    body: typeof body === "string" ? body : JSON.stringify(body),
    receivedAt: NOW,
  });
}

const said = (message: string): object => ({ error: { message } });

describe("kind by status", () => {
  it.each([
    [400, "format"],
    [401, "auth"],
    [402, "billing"],
    [403, "auth"],
    [404, "not_found"],
    [405, "format"],
    [408, "timeout"],
    [409, "server"],
    [410, "not_found"],
    [413, "context_overflow"],
    [418, "format"],
    [422, "format"],
    [429, "rate_limit"],
    [498, "overloaded"],
    [500, "server"],
    [501, "server"],
    [502, "server"],
    [503, "overloaded"],
    [504, "timeout"],
    [520, "server"],
    [524, "server"],
    [529, "overloaded"],
  ])("%i is %s", (status, kind) => {
    expect(classify(status, said("Sorry.")).kind).toBe(kind);
  });

  it("is the body's status where the answer began as a success", () => {
    expect(classify(200, { error: { code: 502, message: "Sorry." } }).kind).toBe("server");
    expect(classify(undefined, { error: { code: "429", message: "Sorry." } })).toMatchObject({
      kind: "rate_limit",
      rotate: true,
    });
    expect(classify(undefined, said("Sorry.")).kind).toBe("server");
  });
});

describe("kind by words", () => {
  it.each([
    // Rate limits count whatever the status.
    [500, "Rate limit reached for requests", "rate_limit", true],
    [400, "Too many requests, slow down", "rate_limit", true],
    [403, "Quota exceeded for quota metric 'Generate requests'", "rate_limit", true],
    [503, "Resource has been exhausted (e.g. check quota).", "rate_limit", true],
    [400, "litellm.RateLimitError: Error code: 429 - busy", "rate_limit", true],
    [undefined, "You have hit your usage limit", "rate_limit", true],
    [500, "litellm.RateLimitError: busy", "rate_limit", true],
    [500, "google.api_core.exceptions.ResourceExhausted: try later", "rate_limit", true],
    [403, "quota_exceeded", "rate_limit", true],
    // A number alone does not.
    [500, "Internal error, request id req_429_429", "server", false],
    [400, "Invalid value 429 for max_tokens", "format", false],
    [500, "request 7f429: upstream gave up", "server", false],
    // An empty account.
    [400, "Your credit balance is too low to access the API", "billing", false],
    [402, "Insufficient credits. Add more", "billing", false],
    [402, "Quota used up", "billing", false],
    [429, "Insufficient balance or no resource package. Please recharge.", "billing", true],
    [403, "insufficient_quota: free tier quota exceeded", "billing", true],
    // Others.
    [500, "The engine is currently overloaded, please try again later", "overloaded", false],
    [400, "Selected model is at capacity", "overloaded", false],
    [400, "API key not valid. Please pass a valid API key.", "auth", false],
    [400, "The model `x` does not exist or you do not have access to it.", "not_found", false],
    [400, "acme/x is not a valid model ID", "not_found", false],
    [500, "model x not found in cache", "server", false],
  ])("%s %j is %s", (status, message, kind, rotate) => {
    expect(classify(status, said(message))).toMatchObject({ kind, rotate });
  });
});

describe("kind by code", () => {
  it.each<[number | undefined, object, string, boolean]>([
    [403, { error: { code: "quota_exceeded", message: "Sorry." } }, "rate_limit", true],
    [undefined, { error: { type: "RateLimitError", message: "Sorry." } }, "rate_limit", true],
    [undefined, { error: { code: "RateLimitReached", message: "Sorry." } }, "rate_limit", true],
    [undefined, { error: { type: "too_many_requests_error" } }, "rate_limit", true],
    [undefined, { error: { type: "usage_limit_reached" } }, "rate_limit", true],
    [undefined, { error: { code: "ResourceExhausted" } }, "rate_limit", true],
    [403, { error: "rate_limit_exceeded", message: "Slow down." }, "rate_limit", true],
    [undefined, { error: "quota_exceeded", message: "Slow down." }, "rate_limit", true],
    [undefined, { detail: { code: "rate_limit_exceeded", message: "x" } }, "rate_limit", true],
    [403, { detail: { error: "Quota exceeded" } }, "rate_limit", true],
    // The upstream's status, behind another one.
    [502, { error: { code: 429, message: "Provider returned error" } }, "rate_limit", true],
    [400, { error: { code: "429", message: "None" } }, "rate_limit", true],
    // An empty account behind the code of a rate limit rotates, as it does with 429.
    [undefined, { error: { code: "rate_limit", message: "Spend limit" } }, "billing", true],
    // 402 never rotates.
    [402, { error: { code: "quota_exceeded", message: "Sorry." } }, "billing", false],
    [402, { error: { code: "insufficient_quota", message: "Sorry." } }, "billing", false],
    // Codes that only sound like it.
    [400, { error: { code: "invalid_rate_limiter" } }, "format", false],
    [403, { error: { code: "missing_quota_project" } }, "auth", false],
  ])("%s %j is %s", (status, body, kind, rotate) => {
    expect(classify(status, body)).toMatchObject({ kind, rotate });
  });
});

describe("words that are the caller's", () => {
  it.each([
    [404, "The model `quota-bot` was not found", "not_found"],
    [400, "Invalid 'tools[0].function.name': 'rate-limiter!' does not match", "format"],
    [400, "Invalid value: 'please explain my quota and rate limit'.", "format"],
    [422, 'Invalid value "insufficient_quota" of mode', "format"],
    [413, "Field 'usage limit' is too large", "context_overflow"],
    [401, "You use end user credentials: set a quota project", "auth"],
    [500, "Traceback: the rate limiter started", "server"],
  ])("%i %j is %s", (status, message, kind) => {
    expect(classify(status, said(message))).toMatchObject({ kind, rotate: false });
  });

  it("are told from an apostrophe", () => {
    const message = "You've hit the rate limit; it's per user";
    expect(classify(400, said(message)).kind).toBe("rate_limit");
  });

  it("are the server's own where it refused nothing", () => {
    expect(classify(403, said("Reason: 'quota exceeded'")).kind).toBe("rate_limit");
  });
});

describe("message", () => {
  it.each([
    [400, { error: { message: "  two\n lines " } }, "two lines"],
    [400, { error: "plain" }, "plain"],
    [400, { message: "top" }, "top"],
    [422, { detail: [{ loc: ["body"], msg: "field required" }] }, "field required"],
    [400, { detail: "Not this way" }, "Not this way"],
    [400, [{ error: { message: "in a list" } }], "in a list"],
    [400, { errors: [{ message: "first" }] }, "first"],
    [400, { code: 1, msg: "short" }, "short"],
    [400, { base_resp: { status_code: 1, status_msg: "in base_resp" } }, "in base_resp"],
    [400, { detail: { message: "in detail" } }, "in detail"],
    [400, { detail: { error: "in detail" } }, "in detail"],
    [500, "upstream connect error", "upstream connect error"],
    [
      502,
      "<html><h1>Bad gateway</h1></html>",
      "The server answered 502 with a web page instead of an error message",
    ],
    [500, "", "The server answered 500 with an empty body"],
    [undefined, " ", "The server sent an empty body"],
    [500, { error: {} }, "The server answered 500 with an error without a message"],
    [500, "null", "null"],
    [302, "", "The server answered 302 with an empty body"],
    [429, 'event: error\ndata: {"error":{"message":"as an event"}}\n\n', "as an event"],
    [
      401,
      { error: { message: "Incorrect API key provided: sk-abcdefghijklmnopqrstuvwx." } },
      "Incorrect API key provided: sk-...uvwx.",
    ],
    [
      502,
      {
        error: {
          message: "Provider returned error",
          metadata: { raw: '{"error":{"message":"no GPU"}}' },
        },
      },
      "Provider returned error: no GPU",
    ],
    [
      502,
      { error: { message: "Provider returned error", metadata: { raw: "no GPU" } } },
      "Provider returned error: no GPU",
    ],
  ])("of %s %j", (status, body, message) => {
    expect(classify(status, body).message).toBe(message);
  });

  it("is at most 500 characters, all of them whole", () => {
    const { message } = classify(400, said(`${"a".repeat(496)}🙂${"b".repeat(100)}`));
    expect(message).toBe(`${"a".repeat(496)}...`);
  });
});

describe("reset time", () => {
  const in60 = NOW + 60_000;
  it.each<[string, VendorError["headers"], number | undefined]>([
    ["retry-after in seconds", { "retry-after": "60" }, in60],
    ["retry-after with a fraction", { "retry-after": "0.5" }, NOW + 500],
    ["retry-after with a unit", { "retry-after": "60s" }, in60],
    ["retry-after with two units", { "retry-after": "1m30s" }, NOW + 90_000],
    ["retry-after with blanks", { "retry-after": " 60 " }, in60],
    ["retry-after as RFC 3339", { "retry-after": "2026-11-22T12:01:00Z" }, in60],
    ["a word with a number", { "x-ratelimit-reset": "tier 1", "retry-after": "60 x" }, undefined],
    ["retry-after as a date", { "retry-after": "Sun, 22 Nov 2026 12:01:00 GMT" }, in60],
    [
      "retry-after-ms before retry-after",
      { "retry-after-ms": "1500", "retry-after": "60" },
      NOW + 1500,
    ],
    ["retry-after that is nonsense", { "retry-after": "-1" }, undefined],
    [
      "durations",
      { "x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s" },
      NOW + 360_000,
    ],
    [
      "the limit that is used up",
      {
        "x-ratelimit-reset-requests": "1s",
        "x-ratelimit-remaining-requests": "0",
        "x-ratelimit-reset-tokens": "6m0s",
        "x-ratelimit-remaining-tokens": "10",
      },
      NOW + 1000,
    ],
    ["RFC 3339", { "anthropic-ratelimit-tokens-reset": "2026-11-22T12:01:00Z" }, in60],
    ["ms since the epoch", { "x-ratelimit-reset": String(in60) }, in60],
    ["seconds since the epoch", { "anthropic-ratelimit-unified-reset": String(in60 / 1000) }, in60],
    ["seconds from now", { "ratelimit-reset": "60" }, in60],
    ["nothing", {}, undefined],
  ])("%s", (_name, headers, resetAt) => {
    expect(classify(429, said("Slow down"), headers).resetAt).toBe(resetAt);
  });

  it.each<[object, number]>([
    [{ message: "limit", resets_at: in60 / 1000 }, in60],
    [{ message: "limit", resets_in_seconds: 60 }, in60],
    [{ message: "Please try again in 1m0s. Visit our site." }, in60],
    [{ message: "Please retry in 1 minute" }, in60],
    [{ message: "limit", metadata: { headers: { "X-RateLimit-Reset": String(in60) } } }, in60],
  ])("in the body %j", (error, resetAt) => {
    expect(classify(429, { error }).resetAt).toBe(resetAt);
  });

  it("takes the limits' resets only for failures that cool down", () => {
    const headers = { "x-ratelimit-reset": "60" };
    expect(classify(500, said("Sorry"), headers).resetAt).toBeUndefined();
    expect(classify(503, said("Sorry"), { "retry-after": "60" }).resetAt).toBe(in60);
  });
});

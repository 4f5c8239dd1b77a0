import { APICallError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { failureOf } from "../rules/failure-rules.ts";
import { MayrosError } from "./mayros-error.ts";
import { ProviderError } from "./provider-error.ts";

const refused = (kind: Parameters<typeof failureOf>[0], statusCode?: number): ProviderError =>
  new ProviderError("acme refused", {
    failure: failureOf(kind, statusCode),
    provider: "acme",
    url: "https://acme.example/v1",
    ...(statusCode === undefined ? {} : { statusCode }),
    responseBody: "{}",
  });

describe("ProviderError", () => {
  it("is an APICallError to the AI SDK, never retryable", () => {
    const error = refused("rate_limit", 429);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 429, isRetryable: false, responseBody: "{}" });
  });

  it("is a MayrosError of any copy of this package", () => {
    expect(MayrosError.isInstance(refused("server", 500))).toBe(true);
    expect(ProviderError.isInstance(new MayrosError("MAYROS_USAGE", "no"))).toBe(false);
  });

  it.each([
    ["auth", 401, 3],
    ["auth", 403, 1],
    ["rate_limit", 429, 4],
    ["billing", 402, 1],
    ["timeout", undefined, 6],
    ["network", undefined, 1],
    ["server", 500, 1],
    ["aborted", undefined, 130],
  ] as const)("exits for %s %s with %i", (kind, status, exitCode) => {
    expect(refused(kind, status).exitCode).toBe(exitCode);
  });
});

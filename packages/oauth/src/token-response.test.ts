// Bodies of token endpoints: those that vendors send, and those that nobody should.
import { MayrosError } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTokenResponse } from "./token-response.ts";

const at = { now: 1_000_000, host: "login.example" };
const read = (fields: Record<string, unknown>) =>
  readTokenResponse({ access_token: "a", ...fields }, at);

describe("readTokenResponse", () => {
  it.each([
    [3600, 4_600_000],
    ["3600", 4_600_000],
    [" 3600 ", 4_600_000],
    [0.5, 1_000_500],
    ["1.5", 1_001_500],
    [undefined, undefined],
    [null, undefined],
    ["abc", undefined],
    ["1e3", undefined],
    ["", undefined],
    [-1, undefined],
    ["-1", undefined],
    [0, undefined],
    [1e99, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [{}, undefined],
    [[3600], undefined],
    [true, undefined],
  ])("takes expires_in %j for the time %j", (value, expected) => {
    expect(read({ expires_in: value }).expiresAt).toBe(expected);
  });

  it.each(["Bearer", "bearer", "BEARER", " bearer ", "", undefined, null, 5])(
    "takes token_type %j for a bearer token",
    (type) => {
      expect(read({ token_type: type }).accessToken).toBe("a");
    },
  );

  it.each(["mac", "DPoP", "N_A"])("refuses token_type %j", (type) => {
    expect(() => read({ token_type: type })).toThrow(
      expect.objectContaining({ code: "MAYROS_LOGIN_MISCONFIGURED" }),
    );
  });

  it.each([
    undefined,
    null,
    [],
    "text",
    {},
    { access_token: "" },
    { access_token: 5 },
    { access_token: "a\nb" },
  ])("finds no token in %j", (body) => {
    expect(() => readTokenResponse(body, at)).toThrow(
      expect.objectContaining({
        code: "MAYROS_LOGIN_UNAVAILABLE",
        details: expect.objectContaining({ sent: true }),
      }),
    );
  });

  it("takes an empty or odd refresh token for none", () => {
    for (const value of ["", null, 5, {}]) {
      expect(read({ refresh_token: value })).not.toHaveProperty("refreshToken");
    }
    expect(read({ refresh_token: "r" }).refreshToken).toBe("r");
  });

  it("gives what its vendor alone has", () => {
    expect(read({ resource_url: "portal.example" }).raw.resource_url).toBe("portal.example");
  });

  it("ends in a token or in one of our errors, never in NaN", () => {
    const odd = fc.oneof(fc.jsonValue(), fc.string(), fc.double(), fc.constant(undefined));
    const body = fc.record(
      {
        access_token: fc.oneof(fc.constant("token"), odd),
        token_type: fc.oneof(fc.constant("Bearer"), odd),
        expires_in: odd,
        refresh_token: odd,
        id_token: odd,
        scope: odd,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(body, odd), (made) => {
        try {
          const { accessToken, expiresAt, refreshToken } = readTokenResponse(made, at);
          expect(accessToken).not.toBe("");
          expect(refreshToken).not.toBe("");
          if (expiresAt !== undefined) expect(expiresAt).toBeGreaterThanOrEqual(at.now);
          if (expiresAt !== undefined) expect(Number.isSafeInteger(expiresAt)).toBe(true);
        } catch (error) {
          if (!MayrosError.isInstance(error)) throw error;
        }
      }),
      { numRuns: 1000 },
    );
  });
});

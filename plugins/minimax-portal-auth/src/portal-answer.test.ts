import { isSafeUrl } from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  baseUrlOf,
  credentialOf,
  expiryOf,
  intervalOf,
  refusalOf,
  saidBy,
} from "./portal-answer.ts";

const now = Date.UTC(2026, 10, 28);

describe("expiryOf", () => {
  it.each([
    [{ expired_in: now + 900_000 }, now + 900_000],
    [{ expired_in: String(now + 900_000) }, now + 900_000],
    [{ expired_in: now / 1000 + 900 }, now + 900_000],
    [{ expired_in: 900 }, now + 900_000],
    [{ expires_in: 900 }, now + 900_000],
    [{ expired_in: 0, expires_in: "900" }, now + 900_000],
    [{}, undefined],
    [{ expired_in: "soon" }, undefined],
    [{ expired_in: 1e300 }, undefined],
  ])("reads %j", (body, expiresAt) => {
    expect(expiryOf(body, now)).toBe(expiresAt);
  });

  it("makes of any value a time that a date can have, or none", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const expiresAt = expiryOf({ expired_in: value }, now);
        if (expiresAt !== undefined) expect(new Date(expiresAt).getTime()).toBe(expiresAt);
      }),
    );
  });
});

it.each([
  [2000, 2000],
  ["2000", 2000],
  [3, 3000],
  [undefined, undefined],
  [-1, undefined],
])("reads an interval of %j as %j ms", (interval, ms) => {
  expect(intervalOf({ interval })).toBe(ms);
});

describe("refusalOf", () => {
  it.each([
    [{ status: "pending" }, 200, "pending"],
    [{ status: "pending", base_resp: { status_code: 1004 } }, 200, "pending"],
    [{ error: "authorization_pending" }, 400, "pending"],
    [{ error: "slow_down" }, 400, "slow_down"],
    [{ base_resp: { status_code: 1002 } }, 200, "slow_down"],
    [{ error: "access_denied" }, 403, "denied"],
    [{ error: "expired_token" }, 400, "expired"],
    [{ error: "invalid_grant" }, 400, "login"],
    [{ base_resp: { status_code: 1004 } }, 200, "login"],
    [{}, 401, "login"],
    [{ error: "invalid_request" }, 400, "client"],
    [{}, 404, "client"],
    [{ status: "error" }, 200, "later"],
    [{ error: "toString" }, 200, "later"],
  ])("reads %j with %i as %s", (body, status, refusal) => {
    expect(refusalOf(body, status)).toBe(refusal);
  });
});

const start = fc.constantFrom("https://", "http://127.0.0.1", "http://", "api.acme.example/", "//");

describe("baseUrlOf", () => {
  it.each([
    ["https://api.minimax.io", "https://api.minimax.io/anthropic"],
    ["api.minimaxi.com/", "https://api.minimaxi.com/anthropic"],
    ["https://api.minimax.io/anthropic/v1", "https://api.minimax.io/anthropic"],
    ["https://api.minimax.io/v1", "https://api.minimax.io/anthropic"],
    ["http://api.minimax.io", undefined],
    [null, undefined],
  ])("makes of %j %j", (text, baseUrl) => {
    expect(baseUrlOf(text)).toBe(baseUrl);
  });

  it("makes of any text nothing, or what a token may go to, and that once", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.tuple(start, fc.string()).map((each) => each.join("")),
        ),
        (text) => {
          const baseUrl = baseUrlOf(text);
          if (baseUrl === undefined) return;
          expect(isSafeUrl(baseUrl)).toBe(true);
          expect(baseUrlOf(baseUrl)).toBe(baseUrl);
        },
      ),
    );
  });
});

it("takes no token that can't stand in a header", () => {
  expect(credentialOf({ access_token: "a\nb" }, { now })).toBeUndefined();
});

it("repeats no secret, and nothing that moves the cursor", () => {
  const body = { base_resp: { status_msg: "bad\u001b[2J token secret-secret\nsorry" } };
  expect(saidBy(body, ["secret-secret"])).not.toMatch(/secret-secret|\p{Cc}/u);
});

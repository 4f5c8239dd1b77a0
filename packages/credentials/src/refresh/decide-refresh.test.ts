import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Profile } from "../profile.ts";
import { type Decision, decideRefresh, isFresh } from "./decide-refresh.ts";

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

interface Given {
  readonly expiresIn?: number | undefined;
  readonly obtained?: number;
  readonly refreshed?: number;
  readonly revision?: number;
  readonly dead?: boolean;
  readonly refresh?: string | undefined;
}

function profileOf(given: Given = {}): Profile {
  const { expiresIn, obtained = -HOUR, refreshed, revision = 7, dead } = given;
  const refresh = "refresh" in given ? given.refresh : "r";
  return {
    id: "acme:me",
    provider: "acme",
    credential: {
      type: "oauth",
      access: "a",
      ...(refresh === undefined ? {} : { refresh }),
      ...(expiresIn === undefined ? {} : { expiresAt: NOW + expiresIn }),
    },
    revision,
    createdAt: NOW + obtained,
    updatedAt: NOW + (refreshed ?? obtained),
    ...(refreshed === undefined ? {} : { refreshedAt: NOW + refreshed }),
    ...(dead ? { dead: { reason: "revoked", at: NOW } } : {}),
  };
}

function outcome(decision: Decision): string {
  if ("fail" in decision) return decision.fail.code;
  return "use" in decision ? "use" : "refresh";
}
const decide = (given: Given, rejected?: number): string =>
  outcome(decideRefresh(profileOf(given), { id: "acme:me", rejected }, NOW));

describe("a token is good", () => {
  test.each<[string, Given, boolean]>([
    ["with more than a minute to go", { expiresIn: 60_001 }, true],
    ["not for its last minute", { expiresIn: 60_000 }, false],
    ["a short one: with more than a tenth to go", { obtained: -89_000, expiresIn: 11_000 }, true],
    ["a short one: not for its last tenth", { obtained: -90_000, expiresIn: 10_000 }, false],
    ["not when it has expired", { expiresIn: 0 }, false],
    ["when it does not say how long", { expiresIn: undefined }, true],
    ["not when its end was before its beginning", { obtained: 0, expiresIn: -1 }, false],
  ])("%s", (_, given, good) => {
    expect(isFresh(profileOf(given), NOW, undefined)).toBe(good);
  });
});

describe("what is stored decides", () => {
  test("whether it was removed", () => {
    expect(outcome(decideRefresh(undefined, { id: "p" }, NOW))).toBe("MAYROS_PROFILE_UNKNOWN");
  });

  test("a key or a token that took its place is used", () => {
    const stored: Profile = { ...profileOf(), credential: { type: "api-key", key: "k" } };
    expect(decideRefresh(stored, { id: "acme:me", rejected: 7 }, NOW)).toEqual({ use: stored });
  });

  test.each<[string, Given, number | undefined, string]>([
    ["fresh", { expiresIn: HOUR }, undefined, "use"],
    ["fresh, another one was refused", { expiresIn: HOUR }, 6, "use"],
    ["fresh and refused", { expiresIn: HOUR }, 7, "refresh"],
    ["of unknown end and refused", {}, 7, "refresh"],
    ["expired", { expiresIn: -1 }, undefined, "refresh"],
    ["expired, another one was refused", { expiresIn: -1 }, 6, "refresh"],
    ["expired, with nothing to refresh it", { expiresIn: -1, refresh: undefined }, 7, "use"],
    ["ended and expired", { expiresIn: -1, dead: true }, undefined, "MAYROS_LOGIN_NEEDED"],
    ["ended, for a minute more", { expiresIn: 30_000, dead: true }, undefined, "use"],
    ["ended and refused", { expiresIn: HOUR, dead: true }, 7, "MAYROS_LOGIN_NEEDED"],
  ])("%s", (_, given, rejected, expected) => {
    expect(decide(given, rejected)).toBe(expected);
  });

  test("and the hint is the command that helps", () => {
    const dead = decideRefresh(profileOf({ expiresIn: -1, dead: true }), { id: "acme:me" }, NOW);
    expect("fail" in dead && dead.fail).toMatchObject({
      message: "the login of acme:me ended: revoked",
      hint: "mayros models auth login --provider acme --profile-id acme:me",
    });
  });
});

describe("clocks that differ (T29)", () => {
  test.each<[string, Given, number | undefined, string]>([
    // The vendor names the end by its own clock, hours behind this one.
    [
      "ahead of the vendor: not again at once",
      { refreshed: -5000, expiresIn: -HOUR },
      undefined,
      "use",
    ],
    [
      "ahead: again after half a minute",
      { refreshed: -30_000, expiresIn: -HOUR },
      undefined,
      "refresh",
    ],
    ["ahead: at once if a server refuses it", { refreshed: -5000, expiresIn: -HOUR }, 7, "refresh"],
    [
      "a jump back: its end is far, until a server refuses it",
      { refreshed: 5 * HOUR, expiresIn: 6 * HOUR },
      undefined,
      "use",
    ],
    ["a jump back, refused", { refreshed: 5 * HOUR, expiresIn: 6 * HOUR }, 7, "refresh"],
    [
      "a jump ahead over its end",
      { refreshed: -25 * HOUR, expiresIn: -24 * HOUR },
      undefined,
      "refresh",
    ],
    [
      "a token of ten seconds is no matter of clocks",
      { refreshed: -11_000, expiresIn: -1000 },
      undefined,
      "refresh",
    ],
  ])("%s", (_, given, rejected, expected) => {
    expect(decide(given, rejected)).toBe(expected);
  });

  test("whatever the times are, no more than one refresh in half a minute that no server asked for", () => {
    const time = fc.integer({ min: -10 * HOUR, max: 10 * HOUR });
    fc.assert(
      fc.property(time, time, fc.integer({ min: 0, max: 29_999 }), (skew, lifetime, later) => {
        // The vendor's clock is `skew` off; the token was got now.
        fc.pre(lifetime + skew <= 0 || lifetime + skew >= 30_000);
        const stored = profileOf({ refreshed: 0, expiresIn: lifetime + skew });
        const decision = decideRefresh(stored, { id: "acme:me" }, NOW + later);
        return !("refresh" in decision);
      }),
    );
  });
});

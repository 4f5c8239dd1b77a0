// How long a key is left alone: the ladders, the vendor's own reset times, and what a second failure does.
import {
  cooldownLadders,
  FAILURES_FORGOTTEN_AFTER,
  type FailureKind,
  failureOf,
  failureRules,
} from "@mayros/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cooldown, isCooling } from "./cooldown.ts";
import { cooldownRules } from "./cooldown-rules.ts";
import { nextCooldown } from "./next-cooldown.ts";

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The windows of failures that come one after another, each right after the window before. */
function climb(kind: FailureKind, times: number, rules = cooldownRules()): number[] {
  const windows: number[] = [];
  let before: Cooldown | undefined;
  let now = NOW;
  for (let count = 0; count < times; count += 1) {
    before = nextCooldown(failureOf(kind, 429), before, now, rules);
    windows.push((before?.until ?? now) - now);
    now = before?.until ?? now;
  }
  return windows;
}

describe("nextCooldown", () => {
  it("climbs the ladders of the reference: 1, 5, 25 minutes, an hour; 5, 10, 20 hours, a day", () => {
    expect(climb("rate_limit", 5)).toEqual([MINUTE, 5 * MINUTE, 25 * MINUTE, HOUR, HOUR]);
    expect(climb("billing", 4)).toEqual([5 * HOUR, 10 * HOUR, 20 * HOUR, 24 * HOUR]);
  });

  it.each(
    Object.entries(failureRules)
      .filter(([, { cooldown }]) => cooldown === "none")
      .map(([kind]) => kind as FailureKind),
  )("leaves nobody alone after %s", (kind) => {
    expect(nextCooldown(failureOf(kind, 500), undefined, NOW)).toBeUndefined();
  });

  it.each<[string, number, Partial<ReturnType<typeof failureOf>>, FailureKind, number]>([
    ["at once", 0, {}, "rate_limit", 5_000],
    ["in the past", -HOUR, {}, "rate_limit", 5_000],
    ["in a while", 42_000, {}, "rate_limit", 42_000],
    ["tomorrow", 20 * HOUR, {}, "rate_limit", HOUR],
    ["tomorrow, for the day", 20 * HOUR, { daily: true }, "rate_limit", 20 * HOUR],
    ["next month, for the day", 700 * HOUR, { daily: true }, "rate_limit", 24 * HOUR],
    ["of an account in a while", 3 * HOUR, {}, "billing", 3 * HOUR],
    ["of an account next month", 700 * HOUR, {}, "billing", 24 * HOUR],
  ])("keeps a reset time %s within limits", (_what, wait, more, kind, window) => {
    const failure = { ...failureOf(kind, 429, NOW + wait), ...more };
    expect(nextCooldown(failure, undefined, NOW)).toEqual({
      reason: kind,
      until: NOW + window,
      failures: 1,
      lastFailureAt: NOW,
    });
  });

  it("takes the lengths of empty accounts from the config, per provider where it says so", () => {
    const settings = {
      billingBackoffHours: 2,
      billingBackoffHoursByProvider: { acme: 1 },
      billingMaxHours: 7,
    };
    expect(climb("billing", 4, cooldownRules(settings, "zeta"))).toEqual(
      [2, 4, 7, 7].map((hours) => hours * HOUR),
    );
    const rules = cooldownRules(settings, "acme");
    expect(climb("billing", 4, rules)).toEqual([1, 2, 4, 7].map((hours) => hours * HOUR));
    const month = failureOf("billing", 429, NOW + 700 * HOUR);
    expect(nextCooldown(month, undefined, NOW, rules)?.until).toBe(NOW + 7 * HOUR);
    // A rate limit knows nothing of them.
    expect(climb("rate_limit", 1, rules)).toEqual([MINUTE]);
  });

  it("never asks an empty account more often than once a minute, nor waits less than the config's first step", () => {
    expect(climb("billing", 2, cooldownRules({ billingBackoffHours: 0.001 }))[0]).toBe(MINUTE);
    expect(climb("billing", 2, cooldownRules({ billingMaxHours: 0.001 }))).toEqual([
      MINUTE,
      MINUTE,
    ]);
    expect(climb("billing", 2, cooldownRules({ billingBackoffHours: 48 }))).toEqual([
      48 * HOUR,
      48 * HOUR,
    ]);
  });

  it("counts failures in a row for as long as the config says", () => {
    const before = { reason: "rate_limit", until: NOW, failures: 2, lastFailureAt: NOW } as const;
    const rules = cooldownRules({ failureWindowHours: 1 });
    const after = (ms: number) => nextCooldown(failureOf("rate_limit"), before, NOW + ms, rules);
    expect(after(HOUR)?.failures).toBe(3);
    expect(after(HOUR + 1)?.failures).toBe(1);
  });

  it("neither stretches a window nor counts for a failure inside it", () => {
    const first = nextCooldown(failureOf("rate_limit"), undefined, NOW);
    expect(nextCooldown(failureOf("rate_limit", 429, NOW + HOUR), first, NOW + 1)).toBe(first);
  });

  it("starts anew when the last failure is forgotten", () => {
    const before = { reason: "rate_limit", until: NOW, failures: 3, lastFailureAt: NOW } as const;
    const later = NOW + FAILURES_FORGOTTEN_AFTER;
    expect(nextCooldown(failureOf("rate_limit"), before, later)?.failures).toBe(4);
    expect(nextCooldown(failureOf("rate_limit"), before, later + 1)?.failures).toBe(1);
  });

  it("is over, and forgotten, when a clock was set back by more than the window", () => {
    const first = nextCooldown(failureOf("rate_limit"), undefined, NOW);
    if (!first) throw new Error("it cools");
    // A minute ago by the other clock of a shared home: the window is as it was.
    expect(isCooling(first, NOW - MINUTE)).toBe(true);
    for (const back of [MINUTE + 1, HOUR, 1000 * HOUR]) {
      expect(isCooling(first, NOW - back)).toBe(false);
    }
    const yearsAgo = NOW - 20_000 * HOUR;
    const anew = nextCooldown(failureOf("rate_limit"), { ...first, failures: 4 }, yearsAgo);
    expect(anew).toMatchObject({ failures: 1, until: yearsAgo + MINUTE });
  });

  it("never cools longer than a day, nor shorter than five seconds", () => {
    const kinds = Object.keys(failureRules) as FailureKind[];
    const failure = fc.record({
      kind: fc.constantFrom(...kinds),
      status: fc.constantFrom(402, 429, 500),
      resetAt: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 }), { nil: undefined }),
      daily: fc.boolean(),
      after: fc.integer({ min: 0, max: 100 * HOUR }),
    });
    fc.assert(
      fc.property(fc.array(failure, { maxLength: 30 }), (failures) => {
        let before: Cooldown | undefined;
        let now = NOW;
        for (const { kind, status, resetAt, daily, after } of failures) {
          now += after;
          const next = nextCooldown({ ...failureOf(kind, status, resetAt), daily }, before, now);
          if (failureRules[kind].cooldown === "none") expect(next).toBeUndefined();
          else if (before && isCooling(before, now)) expect(next).toBe(before);
          else {
            expect(next?.reason).toBe(kind);
            expect(next?.until).toBeGreaterThanOrEqual(now + cooldownLadders.ladder.shortestReset);
            expect(next?.until).toBeLessThanOrEqual(now + 24 * HOUR);
          }
          before = next ?? before;
        }
      }),
    );
  });
});

// How long a credential is left alone for one model after it failed there. Code, docs and tests are made
// from `cooldownLadders` (docs/keys.md, "Cooldowns").

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** All times in ms. */
export interface CooldownLadder {
  /** After the first failure in a row. */
  readonly first: number;
  /** So many times as long after each further one, */
  readonly growth: number;
  /** but never longer than this. */
  readonly longest: number;
  /** A reset time that the vendor names counts in the place of a step, kept within these. */
  readonly shortestReset: number;
  readonly longestReset: number;
  /** In the place of `longestReset` where it names a quota of the day. */
  readonly longestDailyReset: number;
}

export type LadderName = "ladder" | "billing-ladder";

export const cooldownLadders: Readonly<Record<LadderName, CooldownLadder>> = {
  ladder: {
    first: MINUTE,
    growth: 5,
    longest: HOUR,
    shortestReset: 5 * SECOND,
    longestReset: HOUR,
    longestDailyReset: DAY,
  },
  "billing-ladder": {
    first: 5 * HOUR,
    growth: 2,
    longest: DAY,
    shortestReset: 5 * SECOND,
    longestReset: DAY,
    longestDailyReset: DAY,
  },
};

/** ms after which an earlier failure no longer counts. */
export const FAILURES_FORGOTTEN_AFTER: number = DAY;

/** ms of the `count`-th failure in a row, from 1. */
export function ladderStep({ first, growth, longest }: CooldownLadder, count: number): number {
  return Math.min(first * growth ** (count - 1), longest);
}

/** ms until a reset that a vendor names for ms since the epoch, as far as it is believed. */
export function untilReset(
  { resetAt, daily = false }: { readonly resetAt: number; readonly daily?: boolean | undefined },
  { shortestReset, longestReset, longestDailyReset }: CooldownLadder,
  now: number,
): number {
  const longest = daily ? longestDailyReset : longestReset;
  return Math.min(Math.max(resetAt - now, shortestReset), longest);
}

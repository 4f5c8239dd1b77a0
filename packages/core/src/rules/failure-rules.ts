// Why an attempt failed and what follows from it. Code, docs and tests are made from `failureRules`
// (docs/architecture.md, "Failures").

export type FailureKind =
  | "rate_limit"
  | "billing"
  | "auth"
  | "overloaded"
  | "timeout"
  | "network"
  | "server"
  | "not_found"
  | "context_overflow"
  | "format"
  | "aborted";

export interface FailureRule {
  /** Ask the next candidate of the same provider. */
  readonly rotate: boolean;
  /** Ask the next model of the fallback chain. */
  readonly failover: boolean;
  readonly cooldown: "ladder" | "billing-ladder" | "none";
}

const failoverOnly: FailureRule = { rotate: false, failover: true, cooldown: "none" };
const final: FailureRule = { rotate: false, failover: false, cooldown: "none" };

export const failureRules: Readonly<Record<FailureKind, FailureRule>> = {
  rate_limit: { rotate: true, failover: true, cooldown: "ladder" },
  // Rotates only when it came as 429: see `failureOf`.
  billing: { rotate: false, failover: true, cooldown: "billing-ladder" },
  auth: failoverOnly,
  overloaded: failoverOnly,
  timeout: failoverOnly,
  network: failoverOnly,
  server: failoverOnly,
  not_found: failoverOnly,
  context_overflow: final,
  format: final,
  aborted: final,
};

export interface Failure extends FailureRule {
  readonly kind: FailureKind;
  /** When the vendor says it is ready again: ms since the epoch. */
  readonly resetAt?: number;
  /** A quota of the day is used up: its reset may be far away. */
  readonly daily?: boolean;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface CooldownLadder {
  /** ms after the first failure in a row, the second, ...; the last stands for all that follow. */
  readonly steps: readonly number[];
  /** What the vendor's own reset time is kept within, ms from now. */
  readonly shortestReset: number;
  readonly longestReset: number;
}

/** How long a credential is left alone for one model after it failed. */
export const cooldownLadders: Readonly<
  Record<"ladder" | "billing-ladder" | "daily", CooldownLadder>
> = {
  ladder: {
    steps: [MINUTE, 5 * MINUTE, 25 * MINUTE, HOUR],
    shortestReset: 5 * SECOND,
    longestReset: HOUR,
  },
  "billing-ladder": {
    steps: [5 * HOUR, 10 * HOUR, 20 * HOUR, DAY],
    shortestReset: 5 * SECOND,
    longestReset: DAY,
  },
  // A rate limit that names a quota of the day.
  daily: {
    steps: [MINUTE, 5 * MINUTE, 25 * MINUTE, HOUR],
    shortestReset: 5 * SECOND,
    longestReset: DAY,
  },
};

/** ms after which an earlier failure no longer counts. */
export const FAILURES_FORGOTTEN_AFTER: number = DAY;

/** The rule of a kind. Out-of-credit answers that came as 429 rotate: another key may have money. */
export function failureOf(kind: FailureKind, status?: number, resetAt?: number): Failure {
  const rule = failureRules[kind];
  return {
    kind,
    ...rule,
    rotate: rule.rotate || (kind === "billing" && status === 429),
    ...(resetAt === undefined ? {} : { resetAt }),
  };
}

// Why an attempt failed and what follows from it. Code, docs and tests are made from `failureRules`
// (docs/keys.md, "What follows from a failure").
import type { LadderName } from "./cooldown-ladders.ts";

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
  /** Ask the next candidate of the same provider; `as-429`: only where it came as a rate limit does. */
  readonly rotate: boolean | "as-429";
  /** Ask the next model of the fallback chain. */
  readonly failover: boolean;
  /** How long the candidate is left alone for the model it failed at. */
  readonly cooldown: LadderName | "none";
}

const failoverOnly: FailureRule = { rotate: false, failover: true, cooldown: "none" };
const final: FailureRule = { rotate: false, failover: false, cooldown: "none" };

export const failureRules: Readonly<Record<FailureKind, FailureRule>> = {
  rate_limit: { rotate: true, failover: true, cooldown: "ladder" },
  // Another key may have money, but a vendor that says "payment" and not "limit" is not asked again.
  billing: { rotate: "as-429", failover: true, cooldown: "billing-ladder" },
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

/** What follows from one failure. */
export interface Failure extends FailureRule {
  readonly kind: FailureKind;
  readonly rotate: boolean;
  /** When the vendor says it is ready again: ms since the epoch. */
  readonly resetAt?: number;
  /** A quota of the day is used up: its reset may be far away. */
  readonly daily?: boolean;
}

/** The rule of a kind, applied to an answer with this status. */
export function failureOf(kind: FailureKind, status?: number, resetAt?: number): Failure {
  const rule = failureRules[kind];
  return {
    kind,
    ...rule,
    rotate: rule.rotate === "as-429" ? status === 429 : rule.rotate,
    ...(resetAt === undefined ? {} : { resetAt }),
  };
}

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
}

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

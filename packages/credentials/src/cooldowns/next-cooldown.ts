// How long a credential is left alone after a failure: until the vendor says it is ready, within limits,
// else for a time that grows with each failure in a row (`cooldownLadders`). Pure.
import { cooldownLadders, FAILURES_FORGOTTEN_AFTER, type Failure } from "@mayros/core";
import { type Cooldown, isCooling } from "./cooldown.ts";

/**
 * `before` is what the credential has for this model, over or not; `now` in ms since the epoch. A failure
 * while it cools neither stretches the window nor counts. Undefined for kinds that cool nothing.
 */
export function nextCooldown(
  failure: Failure,
  before: Cooldown | undefined,
  now: number,
): Cooldown | undefined {
  if (failure.cooldown === "none") return undefined;
  if (before && isCooling(before, now)) return before;
  const fresh = before === undefined || now - before.lastFailureAt > FAILURES_FORGOTTEN_AFTER;
  const failures = fresh ? 1 : before.failures + 1;
  return {
    reason: failure.kind,
    until: now + windowOf(failure, failures, now),
    failures,
    lastFailureAt: now,
  };
}

/** The longest that anything may cool: a time beyond it was written by a clock that has been set back. */
export const LONGEST_COOLDOWN: number = Math.max(
  ...Object.values(cooldownLadders).flatMap(({ steps, longestReset }) => [...steps, longestReset]),
);

function windowOf({ cooldown, daily, resetAt }: Failure, failures: number, now: number): number {
  if (cooldown === "none") return 0;
  const ladder = cooldownLadders[cooldown === "ladder" && daily ? "daily" : cooldown];
  if (resetAt !== undefined) {
    return Math.min(Math.max(resetAt - now, ladder.shortestReset), ladder.longestReset);
  }
  return ladder.steps[Math.min(failures, ladder.steps.length) - 1] ?? 0;
}

// How long a credential is left alone after a failure: until the vendor says it is ready, within limits,
// else for a time that grows with each failure in a row (`cooldownLadders`). Pure.
import { type Failure, ladderStep, untilReset } from "@mayros/core";
import { type Cooldown, isCooling } from "./cooldown.ts";
import { type CooldownRules, cooldownRules } from "./cooldown-rules.ts";

/**
 * `before` is what the credential has for this model, over or not; `now` in ms since the epoch. A failure
 * while it cools neither stretches the window nor counts. Undefined for kinds that cool nothing.
 */
export function nextCooldown(
  failure: Failure,
  before: Cooldown | undefined,
  now: number,
  rules: CooldownRules = cooldownRules(),
): Cooldown | undefined {
  if (failure.cooldown === "none") return undefined;
  if (before && isCooling(before, now)) return before;
  const counts = before && Math.abs(now - before.lastFailureAt) <= rules.forgottenAfter;
  const failures = counts ? before.failures + 1 : 1;
  return {
    reason: failure.kind,
    until: now + windowOf(failure, failures, now, rules),
    failures,
    lastFailureAt: now,
  };
}

function windowOf(
  { cooldown, daily, resetAt }: Failure,
  failures: number,
  now: number,
  { ladders }: CooldownRules,
): number {
  if (cooldown === "none") return 0;
  const ladder = ladders[cooldown];
  if (resetAt === undefined) return ladderStep(ladder, failures);
  return untilReset({ resetAt, daily }, ladder, now);
}

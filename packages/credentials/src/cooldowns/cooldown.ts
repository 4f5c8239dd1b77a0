// A credential that is left alone for one model after it failed.
import type { FailureKind } from "@mayros/core";

export interface Cooldown {
  /** How it failed. */
  readonly reason: FailureKind;
  /** ms since the epoch. */
  readonly until: number;
  /** Windows in a row, this one included. */
  readonly failures: number;
  /** ms since the epoch. */
  readonly lastFailureAt: number;
}

export function isCooling({ until }: Cooldown, now: number): boolean {
  return until > now;
}

// A credential that is left alone for one model after it failed.
import type { FailureKind } from "@mayros/core";

export interface Cooldown {
  /** How it failed. */
  readonly reason: FailureKind;
  /** ms since the epoch. */
  readonly until: number;
  /** Windows in a row, this one included. */
  readonly failures: number;
  /** When the window began: ms since the epoch. */
  readonly lastFailureAt: number;
}

/**
 * A clock that was set back makes a window last for longer than it is: one that has more than twice its
 * length to go is over. (Clocks of two machines that share a home differ by less.)
 */
export function isCooling({ until, lastFailureAt }: Cooldown, now: number): boolean {
  return until > now && until - now <= 2 * (until - lastFailureAt);
}

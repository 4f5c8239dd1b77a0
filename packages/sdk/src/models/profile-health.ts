// How long a stored credential will do. Pure.
import type { ProfileSummary } from "@mayros/credentials";

export interface ProfileHealth {
  readonly profileId: string;
  readonly provider: string;
  readonly type: ProfileSummary["type"];
  /**
   * `static`: it does not expire. `ok`: it holds for more than a day, or it can be renewed. `expiring`:
   * within a day.
   */
  readonly health: "static" | "ok" | "expiring" | "expired";
  /** ms since the epoch. */
  readonly expiresAt?: number;
}

/** ms: how long before its end a credential is called expiring. */
const WARN_BEFORE = 24 * 60 * 60 * 1000;

export function profileHealth(profile: ProfileSummary, now: number): ProfileHealth {
  const { id: profileId, provider, type, expiresAt, renewable } = profile;
  const facts = { profileId, provider, type };
  if (expiresAt === undefined) return { ...facts, health: "static" };
  if (renewable || expiresAt - now > WARN_BEFORE) return { ...facts, health: "ok", expiresAt };
  return { ...facts, health: expiresAt <= now ? "expired" : "expiring", expiresAt };
}

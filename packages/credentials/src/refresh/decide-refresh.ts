// Whether a token is spent now: decided from what is stored at this moment, again and again while another process
// holds the lock, and once more under the lock.
import { MayrosError, type OAuthCredential, shellWord } from "@mayros/core";
import { loginCommand } from "../login-command.ts";
import type { DeadLogin, Profile } from "../profile.ts";

/** ms. A token is not handed out for its last minute; of a short one, for its last tenth. */
const SKEW = 60_000;
/** ms between refreshes that nobody asked for: whoever's clock is ahead must not refresh without end. */
const BETWEEN = 30_000;

export interface Renewable extends Profile {
  readonly credential: OAuthCredential & { readonly refresh: string };
}

export type Decision =
  | { readonly use: Profile }
  | { readonly refresh: Renewable }
  | { readonly fail: MayrosError };

export interface Wanted {
  readonly id: string;
  /** The revision whose token a server refused. */
  readonly rejected?: number | undefined;
}

export function decideRefresh(
  stored: Profile | undefined,
  { id, rejected }: Wanted,
  now: number,
): Decision {
  if (stored === undefined) return { fail: profileGone(id) };
  if (!isRenewable(stored)) return { use: stored };
  const refused = stored.revision === rejected;
  if (!refused && (isGood(stored, now) || wasJustRefreshed(stored, now))) return { use: stored };
  if (!stored.dead) return { refresh: stored };
  return isUsable(stored, now, rejected)
    ? { use: stored }
    : { fail: loginEnded(stored, stored.dead) };
}

function isRenewable(profile: Profile): profile is Renewable {
  return profile.credential.type === "oauth" && profile.credential.refresh !== undefined;
}

/** For longer than a request may take. A token that does not say when it ends is, until a server refuses it. */
function isGood(profile: Profile, now: number): boolean {
  const expiresAt = expiryOf(profile);
  if (expiresAt === undefined) return true;
  const lifetime = expiresAt - (profile.refreshedAt ?? profile.updatedAt);
  return expiresAt - now > Math.min(SKEW, Math.max(0, lifetime / 10));
}

/** It is sent as it is: there is nothing to refresh it with, or no need to. `rejected`: as of `Wanted`. */
export function isFresh(profile: Profile, now: number, rejected: number | undefined): boolean {
  return !isRenewable(profile) || (profile.revision !== rejected && isGood(profile, now));
}

/** Good enough where there is nothing better: not expired, and not refused. */
export function isUsable(profile: Profile, now: number, rejected: number | undefined): boolean {
  return profile.revision !== rejected && now < (expiryOf(profile) ?? Number.POSITIVE_INFINITY);
}

/**
 * Its expiry contradicts that it is new: the vendor's clock and this one differ, and another refresh would not help.
 * A token that is made for less than that time says nothing of clocks.
 */
function wasJustRefreshed(profile: Profile, now: number): boolean {
  const { refreshedAt } = profile;
  if (refreshedAt === undefined || Math.abs(now - refreshedAt) >= BETWEEN) return false;
  const lifetime = (expiryOf(profile) ?? refreshedAt) - refreshedAt;
  return lifetime <= 0 || lifetime >= BETWEEN;
}

function expiryOf({ credential }: Profile): number | undefined {
  return credential.type === "api-key" ? undefined : credential.expiresAt;
}

export function profileGone(id: string): MayrosError {
  return new MayrosError("MAYROS_PROFILE_UNKNOWN", `profile ${id} was removed meanwhile`, {
    hint: "mayros models auth list",
    details: { profile: id },
  });
}

export function loginEnded(
  { id, provider }: Pick<Profile, "id" | "provider">,
  { reason, at }: DeadLogin,
  cause?: unknown,
): MayrosError {
  return new MayrosError("MAYROS_LOGIN_NEEDED", `the login of ${shellWord(id)} ended: ${reason}`, {
    hint: loginCommand(provider, id),
    details: { profile: id, provider, since: new Date(at).toISOString() },
    ...(cause === undefined ? {} : { cause }),
  });
}

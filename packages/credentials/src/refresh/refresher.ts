// What requests see of refreshing: a profile goes in, one with a token that is good for a while comes out.
import type { OAuthCredential } from "@mayros/core";
import type { Profile } from "../profile.ts";

/**
 * Spends a refresh token, which may be good for one use. Rejects with MAYROS_LOGIN_NEEDED (the server gives no more
 * tokens for it), MAYROS_LOGIN_MISCONFIGURED (it refuses the client), MAYROS_LOGIN_UNAVAILABLE (later may do;
 * `details.sent` where the server may have seen it).
 */
export type SpendRefreshToken = (credential: OAuthCredential) => Promise<OAuthCredential>;

export interface FreshOptions {
  readonly spend: SpendRefreshToken;
  /** The revision whose token a server refused although it had not expired: it is refreshed whatever its time says. */
  readonly rejected?: number | undefined;
  /** Ends the waiting of this caller alone: a token that was spent is saved all the same. */
  readonly signal?: AbortSignal | undefined;
}

export interface Refresher {
  /**
   * The profile as it is stored now, with an access token that is good for a while; whoever else asks meanwhile, in
   * this process or another, gets the same one, and the refresh token is spent once. A profile that can't be
   * refreshed comes back as it is.
   *
   * Rejects with what `spend` rejects with, if the old token is of no use any more; with MAYROS_PROFILE_UNKNOWN where
   * it was removed meanwhile; with MAYROS_STATE_UNREADABLE where a new token could not be saved: none is spent then.
   */
  fresh(profile: Profile, options: FreshOptions): Promise<Profile>;
  /** Resolves when no token is being spent: a program that ends before may lose the login. */
  settled(): Promise<void>;
}

// A stored credential and its name.
import type { Credential, CredentialType } from "@mayros/core";

/** Only a person can help: the authorization server gives no more tokens for it. */
export interface DeadLogin {
  /** What the server said, in words; no secret. */
  readonly reason: string;
  readonly at: number;
}

export interface Profile {
  readonly id: string;
  readonly provider: string;
  readonly credential: Credential;
  /** Auth method of the provider that it was logged in by; absent where it is not known. */
  readonly method?: string;
  /** Counts the saves of this profile, from 1. */
  readonly revision: number;
  /** ms since the epoch, as all times here. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When it was last refreshed. */
  readonly refreshedAt?: number;
  readonly dead?: DeadLogin;
}

/** A profile without its secrets. */
export interface ProfileSummary {
  readonly id: string;
  readonly provider: string;
  readonly type: CredentialType;
  readonly method?: string;
  readonly email?: string;
  readonly expiresAt?: number;
  /** It can be renewed without a person, so that its end does not matter. */
  readonly renewable?: boolean;
  readonly dead?: DeadLogin;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly refreshedAt?: number;
  /** Enough of the secret to tell it from others. */
  readonly hint: string;
}

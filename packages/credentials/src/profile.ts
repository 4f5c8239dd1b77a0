// A stored credential and its name.
import type { Credential, CredentialType, SecretReference } from "@mayros/core";

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
  /** The secret stands elsewhere, and that of `credential` is empty. */
  readonly reference?: SecretReference;
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
  /** Enough of the secret to tell it from others; `...` where it is sealed or stands elsewhere. */
  readonly hint: string;
  /** What was given beside the secret: an account, a resource. */
  readonly fields?: Readonly<Record<string, string>>;
  /** It is sealed with a key of the system's keyring. */
  readonly sealed?: boolean;
  /** The secret stands elsewhere. */
  readonly reference?: SecretReference;
}

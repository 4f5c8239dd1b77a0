// A stored credential and its name.
import type { Credential, CredentialType } from "@mayros/core";

export interface Profile {
  readonly id: string;
  readonly provider: string;
  readonly credential: Credential;
  /** Counts the saves of this profile, from 1. */
  readonly revision: number;
  /** ms since the epoch, as all times here. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A profile without its secrets. */
export interface ProfileSummary {
  readonly id: string;
  readonly provider: string;
  readonly type: CredentialType;
  readonly email?: string;
  readonly expiresAt?: number;
  /** It can be renewed without a person, so that its end does not matter. */
  readonly renewable?: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Enough of the secret to tell it from others. */
  readonly hint: string;
}

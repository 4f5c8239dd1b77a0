// A credential that a request may be tried with, and where it came from.
import type { Credential, CredentialPlace, SecretReference } from "@mayros/core";
import type { Profile } from "./profile.ts";

export interface Candidate {
  /** undefined: the provider is asked without one, or the secret is still to be read. */
  readonly credential: Credential | undefined;
  /** The secret stands elsewhere: `readPending` gets it. */
  readonly pending?: PendingSecret;
  readonly source: CandidateSource;
  /** Somebody named it for this request: it is asked even while it cools. */
  readonly explicit?: boolean;
  /** What it was stored as: a login can be renewed. */
  readonly profile?: Profile;
}

export interface CandidateSource {
  readonly kind: CredentialPlace["kind"] | "none";
  /** The variable, the profile id, where in the config the key stands, the sign of an ambient one, or `no key`. */
  readonly name: string;
}

export interface PendingSecret {
  readonly reference: SecretReference;
  /**
   * `refused`: the secret that it led to before, which a server refuses: what was kept of it does not count. Rejects with
   * MAYROS_SECRET_UNAVAILABLE.
   */
  readonly read: (refused?: string) => Promise<Credential>;
}

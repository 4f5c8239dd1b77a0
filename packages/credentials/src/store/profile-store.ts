// What `mayros models auth` saves, every request reads, and a refresh renews.
import type { Credential, SecretReference } from "@mayros/core";
import type { Profile, ProfileSummary } from "../profile.ts";
import type { StoredAs } from "./stored-as.ts";

/** For everybody. Where nothing was ever stored they find nothing, and make nothing. */
export interface ProfileReads {
  /** Without secrets, by provider and id. */
  list(provider?: string): Promise<ProfileSummary[]>;
  /** Rejects with MAYROS_KEYRING_UNAVAILABLE where it is sealed and the keyring does not give its key. */
  read(id: string): Promise<Profile | undefined>;
  /** In the order in which they were first saved. Rejects as `read` does. */
  readAll(provider: string): Promise<Profile[]>;
  /** The same for who needs no secret: in the place of sealed ones stands a text that nobody can log in with. */
  readAllClosed(provider: string): Promise<Profile[]>;
  /** Providers that have any profile: one query, and none when there is no store. */
  listProfileProviders(): Promise<string[]>;
  /** The profile ids that were put in order for a provider; mostly none. */
  order(provider: string): Promise<string[]>;
  /** Who has reserved last and not saved since. */
  holder(id: string): Promise<string | undefined>;
}

/** What a person does. */
export interface ProfileChanges {
  /**
   * Before a person takes the trouble of a login: rejects with MAYROS_KEYRING_UNAVAILABLE where `save` would. Makes
   * nothing in the store.
   */
  requireStorable(): Promise<void>;
  /** Replaces a profile of the same provider. */
  save(
    id: string,
    provider: string,
    credential: Credential,
    /** Auth method that it was logged in by. */
    method?: string,
  ): Promise<{ revision: number; replaced: boolean }>;
  /** The same for a secret that stands elsewhere: where, in the place of the secret. */
  saveReference(
    id: string,
    provider: string,
    reference: SecretReference,
    type: "api-key" | "token",
    /** What was given beside it that is no secret. */
    fields?: Readonly<Record<string, string>>,
  ): Promise<{ revision: number; replaced: boolean }>;
  /**
   * Seals what was stored in plain text, and drops backups that have it so; returns the profile ids. None where there is
   * no keyring, or none is wanted. Rejects with MAYROS_KEYRING_UNAVAILABLE.
   */
  sealPlain(): Promise<string[]>;
  /** False when there was none. Works on a full disk, too. */
  remove(id: string): Promise<boolean>;
  /** Rejects with MAYROS_PROFILE_UNKNOWN if it has not all of them. */
  setOrder(provider: string, ids: readonly string[]): Promise<void>;
  /** False when there was none. */
  clearOrder(provider: string): Promise<boolean>;
}

/** What a refresh does with the profile that it has read, as long as nobody saved or removed it since: else false. */
export interface ProfileRenewal {
  /**
   * Takes the disk space that `saveRefreshed` needs. `holder` says who does, for messages.
   * Rejects with MAYROS_STATE_UNREADABLE where there is none, or nothing can be written.
   */
  reserve(profile: StoredAs, holder: string): Promise<boolean>;
  /**
   * Gives that space back where nothing was saved: as long as it is held, the journal keeps what was written over, also
   * of logins that were removed meanwhile.
   */
  release(profile: StoredAs): Promise<boolean>;
  saveRefreshed(before: StoredAs, credential: Credential): Promise<boolean>;
  /** Until it is saved anew. `reason` holds no secret. */
  markDead(profile: StoredAs, reason: string): Promise<boolean>;
}

export interface ProfileStore extends ProfileReads, ProfileChanges, ProfileRenewal {
  /** It stays usable, whatever `close` says, until what this returns is called. */
  hold(): () => void;
  close(): void;
}

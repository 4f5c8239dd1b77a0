// What requests remember of each other: which credentials failed lately, which were used when, and which
// profile a session stays with.
import type { Failure } from "@mayros/core";
import type { Candidate } from "../candidate.ts";
import type { Cooldown } from "../cooldowns/cooldown.ts";

/** A cooldown with what people call its credential. */
export interface NamedCooldown extends Cooldown {
  /** A profile id, or the fingerprint of a key. */
  readonly credential: string;
  /** The profile id, the variable, or where in the config. */
  readonly name: string;
  /** A ref. */
  readonly model: string;
}

export interface AnsweredFacts {
  readonly provider: string;
  readonly sessionId: string | undefined;
  /** There was another credential that could have been asked. */
  readonly choice: boolean;
}

export interface ProfileHistory {
  /** By profile id: ms since the epoch. */
  readonly lastUsed: ReadonlyMap<string, number>;
  /** The profile that this session had last at this provider. */
  readonly sticky: string | undefined;
}

/**
 * Nothing here rejects but `reset`: a store that can't be used is warned about once, and memory then ends with
 * the process.
 */
export interface RequestMemory {
  /** What is remembered of failures of one model (a ref). No fingerprint is made where nothing is. */
  cooldowns(model: string): Promise<(candidate: Candidate) => Cooldown | undefined>;
  /** The cooldown that begins with this failure, if one does. Other processes see it once this resolves. */
  failed(candidate: Candidate, model: string, failure: Failure): Promise<Cooldown | undefined>;
  /** Ends the cooldown, and notes the use where there was a choice. Written within a second, and by `close`. */
  answered(candidate: Candidate, model: string, facts: AnsweredFacts): void;
  history(provider: string, sessionId: string | undefined): Promise<ProfileHistory>;
  /** Those that are not over. */
  listCooldowns(): Promise<readonly NamedCooldown[]>;
  /**
   * Ends all of them, or those of a profile id or of a key by its variable's name; how many ended. Rejects with
   * MAYROS_STATE_UNREADABLE where they would go on for others.
   */
  reset(name?: string): Promise<number>;
  /** Writes what is not written yet. */
  close(): void;
}

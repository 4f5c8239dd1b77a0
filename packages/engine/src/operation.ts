// What a request wants of a model (an answer, embeddings, a token count), as far as rotation and fallbacks
// need to know: how one candidate is asked once.
import type { ResolvedModel } from "@mayros/catalog";
import type { ProviderError, Session } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import type { LoadedCode } from "./loaded-code.ts";
import type { RunStep } from "./run-event.ts";

/** One candidate's turn. */
export interface Turn {
  readonly resolved: ResolvedModel;
  readonly candidate: Candidate;
  /** Which one it is of those that are asked, from 1, */
  readonly number: number;
  /** and how many they are: those that cool are left out. */
  readonly of: number;
  /** All of this model, so that none of their secrets is shown. */
  readonly candidates: readonly Candidate[];
  /** Code that the provider's plugin has for it. */
  readonly loaded?: LoadedCode | undefined;
  /** Sent in the place of the credential. */
  readonly session?: Session;
}

/**
 * Asks one candidate. Resolves to the failure that rotation and fallbacks decide about, to undefined after
 * an answer; rejects with what nothing may follow.
 */
export type AskOnce = (turn: Turn) => Promise<ProviderError | undefined>;

export interface Operation {
  /** Loads what it takes to ask this model. Throws a MayrosError when it can't be asked. */
  prepare(resolved: ResolvedModel, loaded: LoadedCode | undefined): Promise<AskOnce>;
  /** Output began: nothing can be taken back, and no other model may be asked. */
  readonly begun: boolean;
}

/** What every request may say, whatever it wants. */
export interface RequestOptions {
  /** Use this profile and no other credential. */
  readonly profile?: string | undefined;
  /** Requests of one session stay with one profile while it works. `[A-Za-z0-9._-]{1,64}`. */
  readonly sessionId?: string | undefined;
  /** Told of every step; never holds a secret. */
  readonly onEvent?: ((step: RunStep) => void) | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

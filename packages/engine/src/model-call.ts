// What a request is made of, how it opens, and how its caller holds it.
import type { ModelDescription } from "@mayros/catalog";
import type { CallOptions } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import type { RunEvent } from "./engine-dependencies.ts";

export interface ModelCall extends CallOptions {
  /** Ask for a streamed answer. Default true. */
  readonly stream?: boolean | undefined;
  /** Use this profile and no other credential. */
  readonly profile?: string | undefined;
  /** Told of every attempt; never holds a secret. */
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** The answer as it began. */
export interface RunOpening {
  readonly model: ModelDescription;
  /** Where the credential that was accepted came from. */
  readonly source: Candidate["source"];
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent, without credentials. */
  readonly request: { readonly url: string; readonly body: unknown };
}

/** After an abort the sink is not called any more. */
export interface RunHandle {
  /** Resolves when the first output arrived; rejects like `finished`. */
  readonly opened: Promise<RunOpening>;
  /** Resolves when the answer is complete; rejects with a ProviderError or MayrosError. */
  readonly finished: Promise<void>;
  pause(): void;
  resume(): void;
}

// What a request is made of, how it opens, and how its caller holds it.
import { describeModel, type ModelDescription } from "@mayros/catalog";
import type { CallOptions } from "@mayros/core";
import type { CandidateSource } from "@mayros/credentials";
import type { RequestOptions, Turn } from "./operation.ts";

export interface ModelCall extends CallOptions, RequestOptions {
  readonly abortSignal?: AbortSignal;
  /** Ask for a streamed answer. Default true. */
  readonly stream?: boolean | undefined;
}

/** Which model and credential answered, and what they were sent. */
export interface AnswerOrigin {
  readonly model: ModelDescription;
  /** Where the credential that was accepted came from. */
  readonly source: CandidateSource;
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent, without credentials. */
  readonly request: { readonly url: string; readonly body: unknown };
}

/** `headers` are those of the answer. */
export function originOf(
  { resolved, candidate }: Pick<Turn, "resolved" | "candidate">,
  headers: AnswerOrigin["headers"],
  { url, body }: AnswerOrigin["request"],
): AnswerOrigin {
  const { source } = candidate;
  return { model: describeModel(resolved), source, headers, request: { url, body } };
}

/** The answer as it began. */
export type RunOpening = AnswerOrigin;

/** After an abort the sink is not called any more. */
export interface RunHandle {
  /** Resolves when the first output arrived; rejects like `finished`. */
  readonly opened: Promise<RunOpening>;
  /** Resolves when the answer is complete; rejects with a ProviderError or MayrosError. */
  readonly finished: Promise<void>;
  pause(): void;
  resume(): void;
}

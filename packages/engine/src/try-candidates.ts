// One model: its candidates one after the other, as long as the failure says that another one may do.
import type { ResolvedModel } from "@mayros/catalog";
import { type Codec, formatModelRef, type PartSink, type ProviderError } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import { attempt } from "./attempt.ts";
import type { EngineDependencies } from "./engine-dependencies.ts";
import { loginNeeded } from "./login-needed.ts";
import type { ModelCall, RunOpening } from "./model-call.ts";
import type { ChainLink } from "./model-chain.ts";
import type { StreamControl } from "./stream-control.ts";

/** What stays the same whichever model is asked. */
export interface Asking {
  readonly call: ModelCall;
  readonly sink: PartSink;
  readonly dependencies: EngineDependencies;
  readonly control: StreamControl;
  readonly onOpen: (opening: RunOpening) => void;
}

/** A model with all that asking it takes. */
export interface ReadyModel {
  readonly resolved: ResolvedModel;
  readonly codec: Codec;
  /** At least one. */
  readonly candidates: readonly Candidate[];
}

/** Throws a MayrosError for a model that can't be asked: nothing was sent then. */
export async function prepareModel(
  link: ChainLink,
  { call, dependencies }: Asking,
): Promise<ReadyModel> {
  const resolved = await link.resolve();
  const codec = await dependencies.loadCodec(resolved.api);
  const candidates = await dependencies.listCandidates(resolved, call.profile);
  if (candidates.length === 0) throw loginNeeded(resolved.provider);
  return { resolved, codec, candidates };
}

/** Returns the last failure, undefined after an answer; throws what nothing may follow. */
export async function tryCandidates(
  { resolved, codec, candidates }: ReadyModel,
  { call, sink, dependencies, control, onOpen }: Asking,
): Promise<ProviderError | undefined> {
  const model = formatModelRef(resolved.ref);
  let last: ProviderError | undefined;
  for (const [index, candidate] of candidates.entries()) {
    const number = index + 1;
    const { source } = candidate;
    call.onEvent?.({ type: "attempt", model, number, of: candidates.length, source });
    last = await attempt(
      { resolved, call, codec, candidate, number, candidates },
      sink,
      dependencies,
      control,
      onOpen,
    );
    if (!last) return undefined;
    const { failure, statusCode: status, message } = last;
    call.onEvent?.({ type: "failed", model, number, source, kind: failure.kind, status, message });
    if (!failure.rotate) break;
  }
  return last;
}

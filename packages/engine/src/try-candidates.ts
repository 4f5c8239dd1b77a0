// One model: its candidates one after the other, as long as the failure says that another one may do.
// Those that cool after an earlier failure are left alone while any other is ready.
import type { ResolvedModel } from "@mayros/catalog";
import { formatModelRef, ProviderError } from "@mayros/core";
import { type Candidate, chooseReady } from "@mayros/credentials";
import type { EngineDependencies } from "./engine-dependencies.ts";
import { loginNeeded } from "./login-needed.ts";
import type { ChainLink } from "./model-chain.ts";
import type { AskOnce, Operation, RequestOptions } from "./operation.ts";

/** What stays the same whichever model is asked. */
export interface Asking {
  readonly operation: Operation;
  readonly options: RequestOptions;
  readonly dependencies: EngineDependencies;
}

/** A model with all that asking it takes. */
export interface ReadyModel {
  readonly resolved: ResolvedModel;
  readonly askOnce: AskOnce;
  /** At least one. */
  readonly candidates: readonly Candidate[];
}

/** Throws a MayrosError for a model that can't be asked: nothing was sent then. */
export async function prepareModel(
  link: ChainLink,
  { operation, options, dependencies }: Asking,
): Promise<ReadyModel> {
  const resolved = await link.resolve();
  const askOnce = await operation.prepare(resolved);
  const candidates = await dependencies.listCandidates(resolved, options);
  if (candidates.length === 0) throw loginNeeded(resolved.provider);
  return { resolved, askOnce, candidates };
}

/** Returns the last failure, undefined after an answer; throws what nothing may follow. */
export async function tryCandidates(
  ready: ReadyModel,
  asking: Asking,
): Promise<ProviderError | undefined> {
  const { resolved, askOnce, candidates } = ready;
  const { options, dependencies } = asking;
  const { onEvent, sessionId } = options;
  const { memory } = dependencies;
  const { provider } = resolved.ref;
  const model = formatModelRef(resolved.ref);
  const asked = await chooseAsked(ready, asking);
  let last: ProviderError | undefined;
  for (const [index, candidate] of asked.entries()) {
    const number = index + 1;
    const of = asked.length;
    onEvent?.({ type: "attempt", model, number, of, source: candidate.source });
    try {
      last = await askOnce({ resolved, candidate, number, of, candidates });
    } catch (error) {
      // Output began and then it failed: nobody else is asked, and the next request still has to know.
      if (ProviderError.isInstance(error))
        await noteFailure(error, candidate, number, ready, asking);
      throw error;
    }
    if (!last) {
      // Of a single one that nobody chose there is nothing to remember.
      const choice = candidates.length > 1 || candidate.explicit === true;
      memory.answered(candidate, model, { provider, sessionId, choice });
      return undefined;
    }
    await noteFailure(last, candidate, number, ready, asking);
    if (!last.failure.rotate) break;
  }
  return last;
}

async function chooseAsked(
  { resolved, candidates }: ReadyModel,
  { options, dependencies }: Asking,
): Promise<readonly Candidate[]> {
  const { memory, now } = dependencies;
  const model = formatModelRef(resolved.ref);
  const { asked, cooling } = chooseReady(candidates, await memory.cooldowns(model), now());
  for (const { candidate, cooldown } of cooling) {
    const { reason, until } = cooldown;
    options.onEvent?.({ type: "cooling", model, source: candidate.source, reason, until });
  }
  return asked;
}

async function noteFailure(
  { failure, statusCode: status, message }: ProviderError,
  candidate: Candidate,
  number: number,
  { resolved }: ReadyModel,
  { options, dependencies }: Asking,
): Promise<void> {
  const { source } = candidate;
  const model = formatModelRef(resolved.ref);
  options.onEvent?.({ type: "failed", model, number, source, kind: failure.kind, status, message });
  const cooldown = await dependencies.memory.failed(candidate, model, failure);
  if (!cooldown) return;
  const { reason, until } = cooldown;
  options.onEvent?.({ type: "cooldown", model, source, reason, until });
}

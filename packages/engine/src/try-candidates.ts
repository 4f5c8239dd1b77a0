// One model: its candidates one after the other, as long as the failure says that another one may do.
// Those that cool after an earlier failure are left alone while any other is ready.
import type { ResolvedModel } from "@mayros/catalog";
import { formatModelRef, type MayrosError, ProviderError } from "@mayros/core";
import { type Candidate, chooseReady } from "@mayros/credentials";
import type { Asking } from "./asking.ts";
import type { LoadedCode } from "./loaded-code.ts";
import { askRenewed } from "./login/ask-renewed.ts";
import { mayBePassedOver } from "./login/may-be-passed-over.ts";
import { readyTurn } from "./login/ready-turn.ts";
import { loginNeeded } from "./login-needed.ts";
import type { ChainLink } from "./model-chain.ts";
import type { AskOnce, Turn } from "./operation.ts";

/** A model with all that asking it takes. */
export interface ReadyModel {
  readonly resolved: ResolvedModel;
  readonly askOnce: AskOnce;
  readonly loaded?: LoadedCode | undefined;
  /** At least one. */
  readonly candidates: readonly Candidate[];
}

/** Throws a MayrosError for a model that can't be asked: nothing was sent then. */
export async function prepareModel(
  link: ChainLink,
  { operation, options, dependencies }: Asking,
): Promise<ReadyModel> {
  const resolved = await link.resolve();
  const loaded = await dependencies.loadCode?.(resolved);
  const askOnce = await operation.prepare(resolved, loaded);
  const candidates = await dependencies.listCandidates(resolved, options);
  if (candidates.length === 0) throw loginNeeded(resolved.provider);
  return { resolved, askOnce, loaded, candidates };
}

/**
 * Returns the last failure, undefined after an answer; throws what nothing may follow, and why the last one could
 * not be asked where that is so of all.
 */
export async function tryCandidates(
  ready: ReadyModel,
  asking: Asking,
): Promise<ProviderError | undefined> {
  const { resolved, loaded, candidates } = ready;
  const asked = await chooseAsked(ready, asking);
  let last: ProviderError | undefined;
  let unready: MayrosError | undefined;
  for (const [index, candidate] of asked.entries()) {
    const turn: Turn = {
      ...{ resolved, candidate, candidates, loaded },
      ...{ number: index + 1, of: asked.length },
    };
    const outcome = await askTurn(turn, ready.askOnce, asking);
    if (outcome === undefined) {
      noteAnswer(turn, asking);
      return undefined;
    }
    if (!ProviderError.isInstance(outcome)) {
      unready = outcome;
      continue;
    }
    last = outcome;
    if (!last.failure.rotate) break;
  }
  // What a vendor said goes before what kept another one from being asked.
  if (!last && unready) throw unready;
  return last;
}

/** Returns a MayrosError that is no ProviderError where it could not be asked. */
async function askTurn(
  turn: Turn,
  askOnce: AskOnce,
  asking: Asking,
): Promise<ProviderError | MayrosError | undefined> {
  const { options, dependencies } = asking;
  const model = formatModelRef(turn.resolved.ref);
  const { candidate, number, of } = turn;
  const { source } = candidate;
  let used: Turn;
  try {
    used = await readyTurn(turn, dependencies, options.abortSignal);
  } catch (error) {
    if (!mayBePassedOver(error)) throw error;
    const { code, message, hint } = error;
    options.onEvent?.({ type: "unready", model, source, code, message, hint });
    return error;
  }
  options.onEvent?.({ type: "attempt", model, number, of, source });
  try {
    const failure = await askRenewed(turn, used, askOnce, asking);
    if (failure) await noteFailure(failure, turn, asking);
    return failure;
  } catch (error) {
    // Output began and then it failed: nobody else is asked, and the next request still has to know.
    if (ProviderError.isInstance(error)) await noteFailure(error, turn, asking);
    throw error;
  }
}

function noteAnswer(
  { candidate, candidates, resolved }: Turn,
  { options, dependencies }: Asking,
): void {
  const { provider } = resolved.ref;
  // Of a single one that nobody chose there is nothing to remember.
  const choice = candidates.length > 1 || candidate.explicit === true;
  const facts = { provider, sessionId: options.sessionId, choice };
  dependencies.memory.answered(candidate, formatModelRef(resolved.ref), facts);
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
  { candidate, number, resolved }: Turn,
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

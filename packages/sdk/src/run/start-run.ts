// One request with the keys and logins of this machine.
import { type ResolvedModel, resolveModel } from "@mayros/catalog";
import { type Codec, formatModelRef, type PartSink } from "@mayros/core";
import { listEnvKeys } from "@mayros/credentials";
import { type ModelCall, type ModelChain, type RunHandle, run } from "@mayros/engine";
import { loadCodec } from "@mayros/wire";
import { learnModel } from "../discovery/learn-model.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { isUnlisted } from "../models/is-unlisted.ts";
import { type ChainEntry, listChain } from "./list-chain.ts";
import { listModelCandidates } from "./list-model-candidates.ts";
import { warnOfSkipped } from "./warn-of-skipped.ts";
import { whatIsMissing, wireMissing } from "./what-is-missing.ts";

export interface RunRequest extends ModelCall {
  /** Ref or alias; the default model where absent. */
  readonly model?: string | undefined;
}

/** One `state` for the whole request: a key of the config goes to the host that stood beside it. */
export function startRun(
  machine: Machine,
  state: Promise<MachineState>,
  request: RunRequest,
  sink: PartSink,
): RunHandle {
  const chain = state.then((current): ModelChain => {
    const linkOf = ({ name, wanted }: ChainEntry) => ({
      name,
      async resolve() {
        await learnModel(machine, current, wanted);
        return resolveForRun(machine, current, wanted);
      },
    });
    const [first, ...fallbacks] = listChain(request, current);
    return [linkOf(first), ...fallbacks.map(linkOf)];
  });
  const onEvent = warnOfSkipped(machine.warn, request.onEvent);
  return run(chain, { ...request, onEvent }, sink, {
    send: async (outgoing) => (await machine.transport()).send(outgoing),
    loadCodec: findCodec,
    listCandidates: async (resolved, profile) =>
      listModelCandidates(machine, await state, resolved, profile),
    now: machine.now,
  });
}

function resolveForRun(
  machine: Machine,
  state: MachineState,
  ref: string | undefined,
): ResolvedModel {
  const { config, providers, host, env } = state;
  const resolved = resolveModel(ref, config, providers);
  const { id, keyPrefix: prefix, extraKeys, login } = resolved.provider;
  const plugin = host.ownerOf(id);
  if (plugin?.enabled && plugin.status !== "active" && plugin.notice !== undefined) {
    machine.warn(`${id}: ${plugin.notice}`);
  }
  const missing = whatIsMissing(resolved, {
    ownKey: Boolean(config.models?.providers?.[id]?.apiKey?.trim()),
    successor: plugin?.successor,
    setVariables: login ? listEnvKeys({ prefix, extraKeys, env }).map(({ name }) => name) : [],
  });
  if (missing) throw missing;
  if (isUnlisted(resolved, state)) {
    machine.warn(`${formatModelRef(resolved.ref)} is in no model list; it is sent as it is`);
  }
  return resolved;
}

async function findCodec(api: string): Promise<Codec> {
  const codec = await loadCodec(api);
  if (codec) return codec;
  throw wireMissing(api, "the model");
}

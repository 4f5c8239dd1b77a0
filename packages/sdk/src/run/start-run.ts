// One request with the keys and logins of this machine.
import { type ResolvedModel, resolveModel } from "@mayros/catalog";
import { type Codec, formatModelRef, MayrosError, type PartSink } from "@mayros/core";
import { type ModelCall, type RunHandle, run } from "@mayros/engine";
import { codecs, loadCodec } from "@mayros/wire";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { listModelCandidates } from "./list-model-candidates.ts";

export interface RunRequest extends ModelCall {
  /** Ref or alias; the default model where absent. */
  readonly model?: string | undefined;
}

export function startRun(machine: Machine, request: RunRequest, sink: PartSink): RunHandle {
  // One state for the whole request: a key of the config goes to the host that stood beside it.
  const state = machine.state();
  const resolving = state.then((current) => resolveForRun(machine, current, request.model));
  return run(resolving, request, sink, {
    send: async (outgoing) => (await machine.transport()).send(outgoing),
    loadCodec: findCodec,
    listCandidates: async (resolved, profile) =>
      listModelCandidates(machine, await state, resolved, profile),
    now: machine.now,
  });
}

function resolveForRun(
  machine: Machine,
  { config, providers }: MachineState,
  ref: string | undefined,
): ResolvedModel {
  const resolved = resolveModel(ref, config, providers);
  if (!resolved.known && resolved.provider.models.length > 0) {
    machine.warn(`${formatModelRef(resolved.ref)} is in no model list; it is sent as it is`);
  }
  return resolved;
}

async function findCodec(api: string): Promise<Codec> {
  const codec = await loadCodec(api);
  if (codec) return codec;
  throw new MayrosError(
    "MAYROS_API_UNKNOWN",
    `the wire format "${api}" is not in this version of mayros`,
    { hint: `models with one of these can run: ${Object.keys(codecs).join(", ")}` },
  );
}

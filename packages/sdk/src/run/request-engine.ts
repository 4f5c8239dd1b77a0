// What the engine gets from this machine for one request.
import type { Codec } from "@mayros/core";
import type { EngineDependencies } from "@mayros/engine";
import { loadCodec } from "@mayros/wire";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { listModelCandidates } from "./list-model-candidates.ts";
import { wireMissing } from "./what-is-missing.ts";

/** One `state` for the whole request: a key of the config goes to the host that stood beside it. */
export function requestEngine(machine: Machine, state: Promise<MachineState>): EngineDependencies {
  return {
    send: async (outgoing) => (await machine.transport()).send(outgoing),
    loadCodec: findCodec,
    listCandidates: async (resolved, options) =>
      listModelCandidates(machine, await state, resolved, options),
    memory: machine.memory(),
    now: machine.now,
  };
}

/** Throws MAYROS_API_UNKNOWN. */
export async function findCodec(api: string): Promise<Codec> {
  const codec = await loadCodec(api);
  if (codec) return codec;
  throw wireMissing(api, "the model");
}

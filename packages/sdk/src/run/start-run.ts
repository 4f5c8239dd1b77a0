// One request with the keys and logins of this machine.
import { type ResolvedModel, resolveModel } from "@mayros/catalog";
import { formatModelRef, MayrosError, type PartSink } from "@mayros/core";
import { type ModelCall, type RunHandle, run } from "@mayros/engine";
import { codecs } from "@mayros/wire";
import type { Machine } from "../machine/open-machine.ts";
import { providerSource } from "../machine/provider-source.ts";
import { listModelCandidates } from "./list-model-candidates.ts";

export interface RunRequest extends ModelCall {
  /** Ref or alias; the default model where absent. */
  readonly model?: string | undefined;
}

export function startRun(machine: Machine, request: RunRequest, sink: PartSink): RunHandle {
  return run(resolveForRun(machine, request.model), request, sink, {
    send: async (outgoing) => (await machine.transport()).send(outgoing),
    loadCodec,
    listCandidates: (resolved, profile) => listModelCandidates(machine, resolved, profile),
    now: machine.now,
  });
}

async function resolveForRun(machine: Machine, ref: string | undefined): Promise<ResolvedModel> {
  const state = await machine.state();
  const resolved = resolveModel(ref, state.config.config, providerSource(state));
  if (!resolved.known && resolved.provider.models.length > 0) {
    machine.warn(`${formatModelRef(resolved.ref)} is in no model list; it is sent as it is`);
  }
  return resolved;
}

async function loadCodec(api: string) {
  const load = codecs[api];
  if (load) return load();
  throw new MayrosError(
    "MAYROS_API_UNKNOWN",
    `the wire format "${api}" is not in this version of mayros`,
    { hint: `models with one of these can run: ${Object.keys(codecs).join(", ")}` },
  );
}

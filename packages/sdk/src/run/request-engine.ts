// What the engine gets from this machine for one request.
import type { Codec } from "@mayros/core";
import { isFresh } from "@mayros/credentials";
import type { EngineDependencies } from "@mayros/engine";
import { loadCodec } from "@mayros/wire";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { requireCandidates } from "./list-model-candidates.ts";
import { wireMissing } from "./wire-missing.ts";

/** One `state` for the whole request: a key of the config goes to the host that stood beside it. */
export function requestEngine(machine: Machine, state: MachineState): EngineDependencies {
  return {
    send: async (outgoing) => (await machine.transport()).send(outgoing),
    patience: machine.timeouts.firstByte,
    loadCodec: ({ api, provider }) => findCodec(machine, state, api, provider.id),
    async loadCode(resolved) {
      const plugin = state.host.ownerOf(resolved.provider.id);
      // Most providers are data, and pay nothing for those that are not.
      if (!plugin?.code || !plugin.enabled) return undefined;
      const { loadProviderCode } = await import("./load-provider-code.ts");
      return loadProviderCode(machine, state, plugin, resolved.provider.id);
    },
    async freshen(profile, how) {
      // Most tokens are good for a while: what refreshes is loaded for the others.
      if (isFresh(profile, machine.now(), how.rejected)) return profile;
      const { freshenProfile } = await import("./freshen-profile.ts");
      return freshenProfile(machine, state, profile, how);
    },
    sessions: machine.sessions,
    async listHosts(resolved) {
      const { listHosts } = await import("./load-provider-code.ts");
      return listHosts(machine, state, resolved.provider.id);
    },
    readVariable: (name) => state.env[name],
    listCandidates: (resolved, options) => requireCandidates(machine, state, resolved, options),
    memory: machine.memory(),
    now: machine.now,
  };
}

/** Ours or a plugin's, for requests to `provider`. Throws MAYROS_API_UNKNOWN, and MAYROS_PLUGIN_FAILED for a plugin's. */
export async function findCodec(
  machine: Machine,
  state: MachineState,
  api: string,
  provider: string,
): Promise<Codec> {
  const codec = await loadCodec(api);
  if (codec) return codec;
  const brought = state.host.findApi(api);
  if (!brought?.plugin.enabled) throw wireMissing(api, "the model");
  const { loadPluginCodec } = await import("./load-plugin-codec.ts");
  return loadPluginCodec(machine, state, brought, provider);
}

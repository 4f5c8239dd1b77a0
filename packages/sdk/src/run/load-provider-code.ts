// The code that a plugin brings for a provider, with what it may touch.
import type { LoadedCode } from "@mayros/engine";
import type { PluginState } from "@mayros/plugin-host";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { pluginContext, pluginFetch } from "../plugins/plugin-context.ts";

/** Undefined where the code has nothing for this provider. Throws MAYROS_PLUGIN_FAILED. */
export async function loadProviderCode(
  machine: Machine,
  state: MachineState,
  plugin: PluginState,
  provider: string,
): Promise<LoadedCode | undefined> {
  const { providers = {} } = await state.host.loadCode(plugin);
  const code = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  if (!code) return undefined;
  const touched = await pluginContext(machine, state, { plugin, provider });
  return {
    plugin: plugin.id,
    code,
    ...touched,
    fetchUntil: (signal) => pluginFetch(machine, plugin.id, touched, signal),
  };
}

/** Patterns of hosts that a credential of a provider may go to; of one that no plugin brings, or one of a stranger that is off, none but its own. */
export async function listHosts(
  machine: Machine,
  state: MachineState,
  provider: string,
): Promise<readonly string[]> {
  const plugin = state.host.ownerOf(provider);
  if (!plugin || (!plugin.enabled && plugin.origin !== "bundled")) return [];
  return (await pluginContext(machine, state, { plugin, provider })).hosts;
}

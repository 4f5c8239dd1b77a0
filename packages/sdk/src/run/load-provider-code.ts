// The code that a plugin brings for a provider, with what it may touch.
import type { LoadedCode } from "@mayros/engine";
import type { PluginState } from "@mayros/plugin-host";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { pluginContext } from "../plugins/plugin-context.ts";

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
  return { plugin: plugin.id, code, ...touched };
}

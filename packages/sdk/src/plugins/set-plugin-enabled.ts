// `mayros plugins enable|disable`: writes `plugins.entries.<id>.enabled` and tells whether that had
// the effect that was asked for.
import { editConfig } from "@mayros/config";
import { MayrosError, nearestName } from "@mayros/core";
import { keptOffBy, type PluginState, type PluginSwitches } from "@mayros/plugin-host";
import type { Machine } from "../machine/open-machine.ts";

export interface SetPluginEnabledResult {
  readonly id: string;
  readonly enabled: boolean;
  /** False when it was so already. */
  readonly changed: boolean;
  /** To be shown before it is used: an unofficial or retired plugin says what to expect. */
  readonly notice: string | undefined;
  readonly providers: readonly string[];
}

/** Throws MAYROS_PLUGIN_UNKNOWN, and MAYROS_PLUGIN_DENIED when another rule keeps it off. */
export async function setPluginEnabled(
  machine: Machine,
  id: string,
  enabled: boolean,
): Promise<SetPluginEnabledResult> {
  const { config, host } = await machine.state();
  const plugin = findPlugin(host.plugins, id);
  if (enabled) refuseIfKeptOff(plugin, config.plugins ?? {});
  const before = plugin.enabled;
  if (before !== enabled) {
    const path = ["plugins", "entries", plugin.id, "enabled"];
    await editConfig(machine.locations, machine.env, [{ path, value: enabled }]);
  }
  return {
    id: plugin.id,
    enabled,
    changed: before !== enabled,
    notice: plugin.notice,
    providers: plugin.providers,
  };
}

function findPlugin(plugins: readonly PluginState[], id: string): PluginState {
  const plugin = plugins.find((each) => each.id === id);
  if (plugin) return plugin;
  const nearest = nearestName(
    id,
    plugins.map((each) => each.id),
  );
  throw new MayrosError(
    "MAYROS_PLUGIN_UNKNOWN",
    `no plugin is called "${id}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: "mayros plugins list" },
  );
}

function refuseIfKeptOff(plugin: PluginState, switches: PluginSwitches): void {
  const reason = keptOffBy(plugin, switches);
  if (reason === undefined) return;
  const code = plugin.problem === undefined ? "MAYROS_PLUGIN_DENIED" : "MAYROS_PLUGIN_NOT_LOADED";
  throw new MayrosError(code, `${plugin.id} stays off: ${reason}`, {
    hint: "mayros config get plugins",
  });
}

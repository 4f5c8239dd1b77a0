// `mayros plugins enable|disable`: writes `plugins.entries.<id>.enabled` and tells whether that had
// the effect that was asked for.
import { editConfig } from "@mayros/config";
import { MayrosError, nearestName } from "@mayros/core";
import { decideEnabled, type PluginState } from "@mayros/plugin-host";
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

function refuseIfKeptOff(plugin: PluginState, switches: Parameters<typeof decideEnabled>[1]): void {
  if (plugin.problem !== undefined) {
    throw new MayrosError(
      "MAYROS_PLUGIN_NOT_LOADED",
      `${plugin.id} can't be enabled: ${plugin.problem}`,
      {
        hint: "mayros plugins list",
      },
    );
  }
  const entries = { ...switches.entries, [plugin.id]: { enabled: true } };
  const { enabled, reason } = decideEnabled(plugin, { ...switches, entries });
  if (enabled) return;
  throw new MayrosError("MAYROS_PLUGIN_DENIED", `${plugin.id} stays off: ${reason}`, {
    hint: "mayros config get plugins",
  });
}

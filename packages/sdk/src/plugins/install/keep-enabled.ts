// A plugin that is on and is replaced by a version that asks for more: who was shown what is new and agreed has agreed, and is
// not asked once more by `plugins enable`.
import { editConfig } from "@mayros/config";
import type { PluginHost, PluginState } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { grantsEdit } from "../grants-edit.ts";

export const findInstalled = (host: PluginHost, id: string): PluginState | undefined =>
  host.plugins.find((each) => host.details(each).installed?.id === id);

/**
 * To be asked before anything is replaced. What it returns is to be called once the new version is in its place: it writes into the
 * config what a person agreed to, of one that was on and that nobody switched off since.
 */
export async function keepEnabled(machine: Machine, id: string): Promise<() => Promise<void>> {
  const { host } = await machine.state();
  const wasOn = findInstalled(host, id)?.enabled === true;
  return async () => {
    if (!wasOn) return;
    const { config, host } = await machine.state();
    const plugin = findInstalled(host, id);
    // What ships, and a newer copy of it, needs no consent.
    if (!plugin?.wanted || plugin.origin === "bundled") return;
    const { env, hosts } = host.details(plugin);
    const edit = grantsEdit(plugin.id, { env, hosts, code: plugin.code }, config.plugins ?? {});
    if (edit) await editConfig(machine.locations, machine.env, [edit]);
  };
}

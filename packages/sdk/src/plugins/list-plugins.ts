// What `mayros plugins list` shows: every plugin with what is known of it, and folders that hold none.
import type { PluginDetails, PluginProblem, PluginState } from "@mayros/plugin-host";
import type { Machine } from "../machine/open-machine.ts";

/** The schema of its config is in `plugins.info`. */
export type PluginSummary = PluginState & Omit<PluginDetails, "configSchema">;

export async function listPlugins(machine: Machine): Promise<PluginSummary[]> {
  const { host } = await machine.state();
  return host.plugins.map((plugin) => {
    const { configSchema: _schema, ...details } = host.details(plugin);
    return { ...plugin, ...details };
  });
}

export async function listPluginProblems(machine: Machine): Promise<readonly PluginProblem[]> {
  return (await machine.state()).host.problems;
}

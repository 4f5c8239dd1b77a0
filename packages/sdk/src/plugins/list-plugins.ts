// What `mayros plugins list` shows: every plugin with what is known of it, and folders that hold none.
import type { PluginProblem, PluginState } from "@mayros/plugin-host";
import type { Machine } from "../machine/open-machine.ts";
import { type ShownDetails, shownDetails } from "./shown-details.ts";

/** The schema of its config is in `plugins.info`. */
export type PluginSummary = PluginState & ShownDetails;

export async function listPlugins(machine: Machine): Promise<PluginSummary[]> {
  const { host } = await machine.state();
  return host.plugins.map((plugin) => {
    return { ...plugin, ...shownDetails(host.details(plugin)) };
  });
}

export async function listPluginProblems(machine: Machine): Promise<readonly PluginProblem[]> {
  return (await machine.state()).host.problems;
}

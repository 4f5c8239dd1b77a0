// The contract of a plugin as one call, for tools; `describePlugin` is the same as a test suite.
import type { PluginCheckOptions } from "./package-problems.ts";
import { pluginChecks } from "./plugin-checks.ts";
import { readPluginFiles } from "./read-plugin-files.ts";

/** What is wrong with the plugin in this folder; an empty list when nothing is. */
export async function checkPlugin(
  directory: string,
  options: PluginCheckOptions = {},
): Promise<string[]> {
  const plugin = await readPluginFiles(directory);
  return pluginChecks.flatMap((check) => check.find(plugin, options));
}

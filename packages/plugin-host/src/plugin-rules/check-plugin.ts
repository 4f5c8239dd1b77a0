// The contract of a plugin as one call, for tools; `describePlugin` is the same as a test suite.
import type { PluginRuleOptions } from "./package-problems.ts";
import { pluginRules } from "./plugin-rules.ts";
import { readPluginFiles } from "./read-plugin-files.ts";

/** What is wrong with the plugin in this folder; an empty list when nothing is. */
export async function checkPlugin(
  directory: string,
  options: PluginRuleOptions = {},
): Promise<string[]> {
  const plugin = await readPluginFiles(directory);
  return pluginRules.flatMap((check) => check.find(plugin, options));
}

// All rules as one call, for tools and tests.
import type { PluginRuleOptions } from "./plugin-rule.ts";
import { brokenRules } from "./plugin-rules.ts";
import { readPluginFiles } from "./read-plugin-files.ts";

/** What is wrong with the plugin in this folder; an empty list when nothing is. Runs none of its code. */
export async function checkPlugin(
  directory: string,
  options: PluginRuleOptions = {},
): Promise<string[]> {
  const plugin = await readPluginFiles(directory);
  return brokenRules(plugin, options).map(({ problem }) => problem);
}

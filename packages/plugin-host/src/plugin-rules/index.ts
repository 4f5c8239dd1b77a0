// What every plugin has to fulfil, as rules over its files: for `mayros plugins validate`, for the test kit, for tools.
export { checkPlugin } from "./check-plugin.ts";
export { duplicates } from "./duplicates.ts";
export type { PluginRuleOptions } from "./package-problems.ts";
export { type PluginRule, pluginRules } from "./plugin-rules.ts";
export { type PluginFiles, readPluginFiles } from "./read-plugin-files.ts";

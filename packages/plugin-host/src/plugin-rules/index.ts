// What every plugin has to fulfil, as rules over its files: for `mayros plugins validate`, for the test kit, for tools.
export { checkPlugin } from "./check-plugin.ts";
export { duplicates } from "./duplicates.ts";
export type { PluginRule, PluginRuleOptions } from "./plugin-rule.ts";
export { type BrokenRule, brokenRules, pluginRules } from "./plugin-rules.ts";
export { type PluginFiles, type PluginPackage, readPluginFiles } from "./read-plugin-files.ts";
export { readShippedNames, type ShippedNames } from "./shipped-names.ts";

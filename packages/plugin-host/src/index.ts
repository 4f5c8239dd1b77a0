export {
  createPluginHost,
  type PluginHost,
  type PluginHostOptions,
  type PluginState,
  type ProviderSummary,
} from "./create-plugin-host.ts";
export {
  decideEnabled,
  type EnabledDecision,
  keptOffBy,
  type PluginOrigin,
  type PluginSwitches,
} from "./decide-enabled.ts";
export { type PluginFolder, readPluginFolder } from "./plugin-folder/read-plugin-folder.ts";
export { buildPluginIndex, type PluginSource } from "./plugin-index/build-plugin-index.ts";
export { openPluginIndex, type PluginIndex } from "./plugin-index/open-plugin-index.ts";
export type { ProviderBlock } from "./provider-block.ts";

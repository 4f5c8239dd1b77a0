export type { PluginConsent, PluginGrants } from "./claims/missing-consent.ts";
export {
  createPluginHost,
  type PluginApi,
  type PluginHost,
  type PluginHostOptions,
  type PluginProblem,
  type ProviderSummary,
} from "./create-plugin-host.ts";
export {
  decideEnabled,
  type EnabledDecision,
  entryOf,
  keptOffBy,
  type PluginEntrySwitch,
  type PluginOrigin,
  type PluginSwitches,
} from "./decide-enabled.ts";
export {
  INSTALLED_FILE,
  type InstalledFile,
  type InstallRecord,
} from "./install/install-record.ts";
export { type Libraries, libraryProblem } from "./libraries/library-problem.ts";
export {
  digestOfFile,
  LIBRARY_RECORD,
  type LibraryRecord,
  readLibraryRecord,
} from "./libraries/library-record.ts";
export type { FoundPackage, PackageManager, PublishedPackage } from "./install/package-manager.ts";
export { type PluginFolder, readPluginFolder } from "./plugin-folder/read-plugin-folder.ts";
export { buildPluginIndex } from "./plugin-index/build-plugin-index.ts";
export { openPluginIndex } from "./plugin-index/open-plugin-index.ts";
export type { PluginSource } from "./plugin-index/plugin-facts.ts";
export type { PluginDetails, PluginIndex } from "./plugin-index/plugin-index.ts";
export type { PluginState } from "./plugin-state.ts";
export type { ProviderBlock } from "./provider-block.ts";

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
  type EnabledDecision,
  entryOf,
  keptOffBy,
  type PluginEntrySwitch,
  type PluginOrigin,
  type PluginSwitches,
} from "./decide-enabled.ts";
export { type CheckedPackage, checkPackage, type PackageToCheck } from "./install/check-package.ts";
export { compareVersions } from "./install/compare-versions.ts";
export { digestProject, type ProjectDigest } from "./install/digest-project.ts";
export { findPackageManager } from "./install/find-package-manager.ts";
export {
  INSTALLED_FILE,
  type InstalledFile,
  type InstallRecord,
} from "./install/install-record.ts";
export {
  type InstalledRecords,
  type ReadInstalled,
  readInstalled,
  writeInstalled,
} from "./install/installed-file.ts";
export type { FoundPackage, PackageManager, PublishedPackage } from "./install/package-manager.ts";
export {
  type PackageSpec,
  parsePackageSpec,
  type RefusedSpec,
} from "./install/parse-package-spec.ts";
export { MOST_BYTES } from "./install/project-files.ts";
export { isProject } from "./install/project-folder.ts";
export { type ProjectPackage, projectPackages } from "./install/project-packages.ts";
export { readTarball, type TarballFacts } from "./install/read-tarball.ts";
export { npmKeys, type RegistryKey, signatureProblem } from "./install/registry-signature.ts";
export { projectProblem, verifyProject } from "./install/verify-project.ts";
export { installLibraries } from "./libraries/install-libraries.ts";
export { type Libraries, libraryProblem } from "./libraries/library-problem.ts";
export {
  digestOfFile,
  LIBRARY_RECORD,
  type LibraryRecord,
} from "./libraries/library-record.ts";
export { openTrustedFolder } from "./plugin-folder/open-trusted-folder.ts";
export {
  folderProblem,
  type PluginFolder,
  readPluginFolder,
} from "./plugin-folder/read-plugin-folder.ts";
export { buildPluginIndex } from "./plugin-index/build-plugin-index.ts";
export { formatListLine } from "./plugin-index/list-row.ts";
export type { PluginSource } from "./plugin-index/plugin-facts.ts";
export type { PluginDetails, PluginIndex } from "./plugin-index/plugin-index.ts";
export type { PluginState } from "./plugin-state.ts";
export type { ProviderBlock } from "./provider-block.ts";

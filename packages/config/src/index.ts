export type {
  AgentDefaults,
  AuthProfile,
  AuthSection,
  Config,
  EnvSection,
  ModelAlias,
  ModelEntry,
  ModelSelection,
  ModelsSection,
  PluginEntry,
  PluginGrants,
  PluginsSection,
} from "./config.ts";
export { fingerprintFiles } from "./config-files.ts";
export type { ConfigIssue, Severity } from "./config-issue.ts";
export type { ConfigEdit } from "./edit/config-edit.ts";
export {
  type ConfigEdits,
  type EditedConfig,
  editConfig,
} from "./edit/edit-config.ts";
export { isRecord } from "./is-record.ts";
export type { Json5Node } from "./json5/json5-node.ts";
export { loadSqlite } from "./load-sqlite.ts";
export { type Locations, locate } from "./locate.ts";
export { parseValue } from "./parse-value.ts";
export { type ConfigPath, formatPath, isForbiddenKey, parsePath } from "./path/config-path.ts";
export { getValue } from "./path/get-value.ts";
export {
  type ConfigPlace,
  type InspectedConfig,
  inspectConfig,
  type LoadedConfig,
  readConfig,
} from "./read-config.ts";
export { type ReplaceOptions, replaceFile } from "./replace-file.ts";

export { checkPlugin } from "./check-plugin.ts";
export type { PluginCheckOptions } from "./package-problems.ts";
export {
  defaultReply,
  type JournalEntry,
  type ModelReply,
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "./start-model-server.ts";

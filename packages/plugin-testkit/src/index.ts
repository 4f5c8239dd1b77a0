export { checkPlugin } from "./check-plugin.ts";
export type { PluginCheckOptions } from "./package-problems.ts";
export { type ListingServer, startListingServer } from "./start-listing-server.ts";
export {
  type JournalEntry,
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "./start-model-server.ts";
export { defaultReply, defaultUsage, type ModelReply } from "./start-vendor.ts";

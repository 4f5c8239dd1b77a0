export { checkPlugin, type PluginRuleOptions } from "@mayros/plugin-host/plugin-rules";
export type { AuthorizationServerCounts, TokenPair } from "./authorization-server/grants.ts";
export {
  type AuthorizationJournalEntry,
  type AuthorizationServer,
  startAuthorizationServer,
} from "./authorization-server/start-authorization-server.ts";
export type {
  AuthorizationServerSwitches,
  OddAnswer,
  OddReply,
  OddRequest,
} from "./authorization-server/switches.ts";
export {
  type CodeAssistAnswer,
  type CodeAssistRequest,
  type CodeAssistServer,
  startCodeAssistServer,
} from "./code-assist/start-code-assist-server.ts";
export { createHome, type TestHome } from "./login/create-home.ts";
export { type FastClock, fastClock, realClock } from "./login/fast-clock.ts";
export { freePort } from "./login/free-port.ts";
export { type LoginStage, type LoginStageOptions, loginStage } from "./login/login-stage.ts";
export { type Visit, visit } from "./login/visit.ts";
export { type ListingServer, startListingServer } from "./start-listing-server.ts";
export {
  type JournalEntry,
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "./start-model-server.ts";
export { defaultReply, defaultUsage, type ModelReply } from "./start-vendor.ts";

export { createLanguageModel, type StartRun } from "./create-language-model.ts";
export {
  type DiscoverRequest,
  type Discovery,
  discoverModels,
} from "./discover/discover-models.ts";
export type { DiscoveredModel } from "./discover/discovered-model.ts";
export type { EngineDependencies, RunEvent } from "./engine-dependencies.ts";
export { loginNeeded } from "./login-needed.ts";
export type { ModelCall, RunHandle, RunOpening } from "./model-call.ts";
export type { ChainLink, ModelChain } from "./model-chain.ts";
export { run } from "./run.ts";

export { createLanguageModel, type StartRun } from "./chat/create-language-model.ts";
export { run } from "./chat/run-chat.ts";
export {
  type DiscoverRequest,
  type Discovery,
  discoverModels,
} from "./discover/discover-models.ts";
export type { DiscoveredModel } from "./discover/discovered-model.ts";
export type { EngineDependencies } from "./engine-dependencies.ts";
export type { LoadedCode } from "./loaded-code.ts";
export type { SessionMemory } from "./login/session-memory.ts";
export { loginNeeded } from "./login-needed.ts";
export type { AnswerOrigin, ModelCall, RunHandle, RunOpening } from "./model-call.ts";
export type { ChainLink, ModelChain } from "./model-chain.ts";
export { noMemory } from "./no-memory.ts";
export type { RequestOptions } from "./operation.ts";
export { codecProblem } from "./plugin-codec/codec-problem.ts";
export { guardCodec } from "./plugin-codec/guard-codec.ts";
export { targetOf } from "./post.ts";
export type { RunStep } from "./run-event.ts";
export { askWhole, type WholeAnswer, type WholeQuestion } from "./whole/ask-whole.ts";
export { createEmbeddingModel, type Embed } from "./whole/create-embedding-model.ts";

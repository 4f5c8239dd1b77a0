export { createLanguageModel, type StartRun } from "./create-language-model.ts";
export type { EngineDependencies, RunEvent } from "./engine-dependencies.ts";
export { loginNeeded } from "./login-needed.ts";
export type { ModelCall, RunHandle, RunOpening } from "./model-call.ts";
export { run } from "./run.ts";

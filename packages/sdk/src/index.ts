export type {
  ListModelsOptions,
  ModelDescription,
  ModelRow,
} from "@mayros/catalog";
export { priceUsage } from "@mayros/catalog";
export type { ConfigIssue } from "@mayros/config";
export type { ProfileSummary } from "@mayros/credentials";
export type { ModelCall, RunEvent, RunHandle, RunOpening } from "@mayros/engine";
export type { PluginState } from "@mayros/plugin-host";
export { type AuthChoice, findAuthChoice } from "./auth/auth-choices.ts";
export type { PasteApiKeyOptions, StoredProfile } from "./auth/profiles.ts";
export type { ConfigReport } from "./config/config-commands.ts";
export { createMayros } from "./create-mayros.ts";
export type { Mayros, MayrosOptions } from "./mayros.ts";
export type { SetDefaultModelResult } from "./models/set-default-model.ts";
export type { OnboardOptions, OnboardResult } from "./onboard.ts";
export type { SetPluginEnabledResult } from "./plugins/set-plugin-enabled.ts";
export type { RunRequest } from "./run/start-run.ts";

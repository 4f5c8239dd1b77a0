export type {
  ListModelsOptions,
  ModelDescription,
  ModelGroup,
  ModelRow,
} from "@mayros/catalog";
export { type Alias, priceUsage } from "@mayros/catalog";
export { type ConfigIssue, type Locations, locate } from "@mayros/config";
export type { ProfileSummary } from "@mayros/credentials";
export type {
  AnswerOrigin,
  ModelCall,
  RequestOptions,
  RunHandle,
  RunOpening,
  WholeAnswer,
} from "@mayros/engine";
export type { PluginProblem, PluginState } from "@mayros/plugin-host";
export { type AuthChoice, findAuthChoice } from "./auth/auth-choices.ts";
export type { ListedProfile } from "./auth/list-profiles.ts";
export type { CommandAlias, LoginMethod } from "./auth/login-methods.ts";
export type { LoginOptions, LoginResult } from "./auth/login-options.ts";
export type { LogoutResult } from "./auth/logout.ts";
export type { AuthOrder } from "./auth/order.ts";
export type { PasteApiKeyOptions, StoredProfile } from "./auth/paste-api-key.ts";
export type { PasteTokenOptions, StoredToken } from "./auth/paste-token.ts";
export type { RefreshedProfile, RefreshOptions } from "./auth/refresh.ts";
export type { ResetCooldowns } from "./auth/reset-cooldowns.ts";
export type { Suggestable, Suggestion } from "./completion/suggest.ts";
export type { SetConfigResult, UnsetConfigResult } from "./config/change-config.ts";
export type { ConfigReport } from "./config/config-commands.ts";
export { createMayros } from "./create-mayros.ts";
export type { SeenFilter, SeenSummary } from "./discovery/list-seen-servers.ts";
export type {
  AskedServer,
  DetectedServer,
  RefreshModelsOptions,
} from "./discovery/refresh-models.ts";
export type { DoctorOptions } from "./doctor/doctor.ts";
export type { CheckName, Finding, Fix } from "./doctor/finding.ts";
export type { AuthRestore, AuthRestored } from "./doctor/restore-auth.ts";
export type { ImportedProfile, ImportOptions, ImportResult } from "./import/import-profiles.ts";
export type { Mayros, MayrosOptions } from "./mayros.ts";
export type { AliasChange, RemovedAlias } from "./models/aliases.ts";
export type { AllowChange, AllowedModels } from "./models/allow.ts";
export type { CooldownStatus } from "./models/cooldown-status.ts";
export type { ClearedFallbacks, FallbackChange, FallbackList } from "./models/fallbacks.ts";
export type { ProbeBucket } from "./models/judge-probe.ts";
export type { FallbackMethods, ModelSettings } from "./models/model-settings.ts";
export type { ModelProblem, ModelStatus } from "./models/model-status.ts";
export type { ProbeProfilesOptions, ProfileProbe } from "./models/probe-profiles.ts";
export type { Health, Kept, ProfileHealth } from "./models/profile-health.ts";
export type { ProviderStatus } from "./models/provider-status.ts";
export type { SetDefaultModelResult } from "./models/set-default-model.ts";
export {
  type Compatibility,
  compatibilities,
  parseCompatibility,
} from "./onboard/custom-endpoint.ts";
export type { EnvironmentKey } from "./onboard/find-env-keys.ts";
export type { OnboardResult } from "./onboard/onboard.ts";
export type { OnboardCustomOptions } from "./onboard/plan-custom.ts";
export type { OnboardOptions } from "./onboard/plan-onboarding.ts";
export type { Probe, ProbeOptions } from "./onboard/probe-custom.ts";
export { CUSTOM_CHOICE, isLogin, requireChoice, SKIP_CHOICE } from "./onboard/require-choice.ts";
export type { WrittenFiles } from "./onboard/save-onboarding.ts";
export type { ChoiceTest, TestChoiceOptions } from "./onboard/test-choice.ts";
export type { CredentialTest, Verdict } from "./onboard/try-credential.ts";
export type { PluginFinding } from "./plugins/check-plugins.ts";
export type {
  PluginConfigField,
  PluginInfo,
  PluginProviderInfo,
} from "./plugins/describe-plugin.ts";
export type {
  FoundPlugin,
  InstallOptions,
  InstallResult,
  InstallStep,
  PackageReport,
  PluginValidation,
  UninstallOptions,
  UninstallResult,
  UpdateOptions,
  UpdateResult,
} from "./plugins/install/package-report.ts";
export type { LibraryUse } from "./plugins/libraries/missing-libraries.ts";
export type { InstalledLibraries } from "./plugins/libraries/provide-libraries.ts";
export type { PluginSummary } from "./plugins/list-plugins.ts";
export type {
  ConsentRequest,
  EnablePluginOptions,
  PluginUse,
  SetPluginEnabledResult,
} from "./plugins/set-plugin-enabled.ts";
export type { ModelOptions, ModelProvider } from "./run/model-provider.ts";
export type { RunRequest } from "./run/start-run.ts";
export type { RunEvent, RunListener } from "./run/tell-events.ts";
export type { CountTokensRequest, EmbedRequest } from "./run/whole-requests.ts";

export { type ApiName, apiAliases, apiNames } from "./api-names.ts";
export { childEnvironment } from "./child-environment.ts";
export type {
  ChatOperation,
  ClassifiedError,
  Codec,
  EmbedAnswer,
  EmbedOperation,
  EncodedRequest,
  StreamDecoder,
  StreamError,
  Target,
  VendorError,
  WholeOperation,
} from "./codec.ts";
export {
  type ApiKeyCredential,
  type Credential,
  type CredentialType,
  credentialSecret,
  type OAuthCredential,
  type TokenCredential,
} from "./credential.ts";
export {
  type AuthField,
  type AuthKind,
  type AuthMethod,
  isOAuthKind,
  type OAuthKind,
} from "./declarations/auth-method.ts";
export type { CompatFlags } from "./declarations/compat-flags.ts";
export { type ModelColumns, modelColumns } from "./declarations/model-columns.ts";
export {
  type InputKind,
  type Model,
  type ModelCost,
  type ModelDeclaration,
  type ThinkingLevel,
  type ThinkingLevelMap,
  withModelDefaults,
} from "./declarations/model-declaration.ts";
export { formatModelLine, modelLineStarts, modelLineTitle } from "./declarations/model-line.ts";
export type {
  OAuthConfig,
  OAuthDeclaration,
  OAuthSettings,
} from "./declarations/oauth-declaration.ts";
export { MANIFEST_API_VERSION, type PluginManifest } from "./declarations/plugin-manifest.ts";
export type {
  ConfigProvider,
  DiscoverDeclaration,
  ProviderDeclaration,
} from "./declarations/provider-declaration.ts";
export type {
  EnvSecretReference,
  ExecSecretProvider,
  FileSecretProvider,
  ProvidedSecretReference,
  SecretProvider,
  SecretReference,
} from "./declarations/secret-reference.ts";
export {
  type AuthFlow,
  type DiscoverContext,
  definePlugin,
  type ModelContext,
  type OutgoingRequest,
  type PluginCode,
  type ProviderCode,
  type Session,
  type SomebodysModel,
} from "./define-plugin.ts";
export type { Environment } from "./environment.ts";
export { type ErrorCode, type ExitCode, errorCodes, exitCodes } from "./errors/error-codes.ts";
export { MayrosError, type MayrosErrorOptions } from "./errors/mayros-error.ts";
export { didYouMean, nearestName } from "./errors/nearest-name.ts";
export { ProviderError, type ProviderErrorOptions } from "./errors/provider-error.ts";
export { shellWord } from "./errors/shell-word.ts";
export { isHeaderValue } from "./is-header-value.ts";
export { isLocalHost } from "./is-local-host.ts";
export { isLoopback, isSafeUrl } from "./is-safe-url.ts";
export { keyPrefixOf } from "./key-prefix.ts";
export type * from "./language-model.ts";
export type {
  AuthorizationPrompt,
  LoginContext,
  LoginQuestion,
  LoginUi,
  PluginClock,
  PluginFiles,
  RequestContext,
} from "./login-context.ts";
export { matchesHost } from "./matches-host.ts";
export { formatModelRef, type ModelRef, parseModelRef } from "./model-ref.ts";
export {
  fillPlaceholders,
  type PlaceholderValues,
  placeholderProblem,
  placeholdersOf,
  plainFieldNames,
  strangerProblem,
  templateProblem,
} from "./placeholders.ts";
export { maskSecret, redactSecrets } from "./redact.ts";
export {
  type CooldownLadder,
  cooldownLadders,
  FAILURES_FORGOTTEN_AFTER,
  type LadderName,
  ladderStep,
  untilReset,
} from "./rules/cooldown-ladders.ts";
export {
  type CredentialPlace,
  credentialOrder,
  profileOrder,
  type VariablePlace,
} from "./rules/credential-order.ts";
export {
  type Failure,
  type FailureKind,
  type FailureRule,
  failureOf,
  failureRules,
} from "./rules/failure-rules.ts";

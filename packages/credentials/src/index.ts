export {
  type InspectedBackup,
  inspectBackups,
  planRestore,
  type RestoredStore,
  type RestorePlan,
  restoreStore,
} from "./backup/restore-store.ts";
export type { Candidate, CandidateSource, PendingSecret } from "./candidate.ts";
export {
  type ChosenCandidates,
  type CoolingCandidate,
  chooseReady,
} from "./cooldowns/choose-ready.ts";
export { type Cooldown, isCooling } from "./cooldowns/cooldown.ts";
export { credentialId } from "./cooldowns/credential-id.ts";
export { nextCooldown } from "./cooldowns/next-cooldown.ts";
export { type CredentialQuery, hasCredential } from "./has-credential.ts";
export {
  type FoundProfile,
  type FoundProfiles,
  readAuthProfiles,
} from "./import/read-auth-profiles.ts";
export { isCredential } from "./is-credential.ts";
export {
  type EnvKey,
  type EnvKeyQuery,
  listEnvKeys,
  prefixesWithKeys,
} from "./list-env-keys.ts";
export { loginCommand, pasteKeyCommand, renewCommand, wayIn, waysIn } from "./login-command.ts";
export { openRequestMemory, type RequestMemoryOptions } from "./memory/open-request-memory.ts";
export type { NamedCooldown, ProfileHistory, RequestMemory } from "./memory/request-memory.ts";
export {
  type CandidateInput,
  type OrderedCandidates,
  orderCandidates,
  type PassedOver,
} from "./order-candidates.ts";
export type { Profile, ProfileSummary } from "./profile.ts";
export { checkProfileId, isProfileId } from "./profile-id.ts";
export { type ReadSecret, readPending } from "./references/pending-secret.ts";
export {
  findProvider,
  formatOf,
  resolveSecretReference,
  type SecretSources,
} from "./references/resolve-secret.ts";
export {
  describeReference,
  type SecretProblem,
} from "./references/secret-unavailable.ts";
export { distrustFile } from "./references/trusted-file.ts";
export { isFresh } from "./refresh/decide-refresh.ts";
export { LockFile, lockPath } from "./refresh/lock-file.ts";
export { networkFileSystem } from "./refresh/network-file-system.ts";
export { openRefresher, type RefresherOptions } from "./refresh/open-refresher.ts";
export type { FreshOptions, Refresher, SpendRefreshToken } from "./refresh/refresher.ts";
export { type ConfigKey, resolveConfigKey } from "./resolve-config-key.ts";
export { type Keyring, KeyringError } from "./sealing/keyring.ts";
export { keyringProblem, openSealer, type Sealer, type StoreMode } from "./sealing/sealer.ts";
export { systemKeyring } from "./sealing/system-keyring.ts";
export {
  type InspectedProfile,
  type InspectedStore,
  inspectStore,
  type StoreCondition,
} from "./store/inspect-store.ts";
export { openProfileStore, type ProfileStoreOptions } from "./store/open-profile-store.ts";
export type { ProfileStore } from "./store/profile-store.ts";
export { waitFor } from "./wait-for.ts";
export { withoutOddParts } from "./without-odd-parts.ts";

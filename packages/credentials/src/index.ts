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
  type EnvKey,
  type EnvKeyQuery,
  listEnvKeys,
  prefixesWithKeys,
} from "./list-env-keys.ts";
export { openRequestMemory, type RequestMemoryOptions } from "./memory/open-request-memory.ts";
export type { NamedCooldown, ProfileHistory, RequestMemory } from "./memory/request-memory.ts";
export {
  type Candidate,
  type CandidateInput,
  type CandidateSource,
  type OrderedCandidates,
  orderCandidates,
  UNSENDABLE,
} from "./order-candidates.ts";
export { pasteKeyCommand } from "./paste-key-command.ts";
export type { Profile, ProfileSummary } from "./profile.ts";
export { openRefresher, type RefresherOptions } from "./refresh/open-refresher.ts";
export type { FreshOptions, Refresher, SpendRefreshToken } from "./refresh/refresher.ts";
export { type ConfigKey, resolveConfigKey } from "./resolve-config-key.ts";
export {
  type InspectedProfile,
  type InspectedStore,
  inspectStore,
  type StoreCondition,
} from "./store/inspect-store.ts";
export { openProfileStore, type ProfileStoreOptions } from "./store/open-profile-store.ts";
export type { ProfileStore } from "./store/profile-store.ts";

export { type CredentialQuery, hasCredential } from "./has-credential.ts";
export {
  type EnvKey,
  type EnvKeyQuery,
  listEnvKeys,
  prefixesWithKeys,
} from "./list-env-keys.ts";
export {
  type Candidate,
  type CandidateInput,
  type CandidateSource,
  orderCandidates,
} from "./order-candidates.ts";
export type { Profile, ProfileSummary } from "./profile.ts";
export { type ConfigKey, resolveConfigKey } from "./resolve-config-key.ts";
export {
  type InspectedProfile,
  type InspectedStore,
  inspectStore,
  type StoreCondition,
} from "./store/inspect-store.ts";
export {
  openProfileStore,
  type ProfileStore,
  type ProfileStoreOptions,
} from "./store/open-profile-store.ts";

export {
  type CatalogConfig,
  defaultModelChoice,
  imageModelChoice,
  type ModelChain,
  type ModelChoice,
} from "./catalog-config.ts";
export {
  type Allowlist,
  allowlist,
  checkAllowed,
  isAllowed,
  parseAllowEntry,
  permits,
} from "./check-allowed.ts";
export { type Alias, findAlias, listAliases } from "./find-alias.ts";
export {
  type Lacking,
  type ListModelsInput,
  type ListModelsOptions,
  listModelGroups,
  listModels,
  type ModelGroup,
  type ModelRow,
} from "./list-models.ts";
export type { Provider } from "./merge-provider.ts";
export { moveBaseUrl } from "./move-base-url.ts";
export { priceUsage } from "./price-usage.ts";
export type { CatalogApi, CatalogProvider, ProviderSource } from "./provider-source.ts";
export {
  type ModelQuestion,
  type RequestFallback,
  requestFallbacks,
} from "./request-fallbacks.ts";
export {
  describeModel,
  findProvider,
  lookUpModel,
  type ModelDescription,
  normalProviderId,
  providerIds,
  type ResolvedModel,
  resolveModel,
  resolveProvider,
  resolveRef,
} from "./resolve-model.ts";

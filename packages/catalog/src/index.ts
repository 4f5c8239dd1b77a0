export { type CatalogConfig, defaultModelChoice, type ModelChoice } from "./catalog-config.ts";
export { allowlist, checkAllowed } from "./check-allowed.ts";
export {
  type ListModelsOptions,
  listModels,
  type ModelRow,
} from "./list-models.ts";
export type { Provider } from "./merge-provider.ts";
export { priceUsage } from "./price-usage.ts";
export type { CatalogProvider, ProviderSource } from "./provider-source.ts";
export {
  describeModel,
  type ModelDescription,
  normalProviderId,
  type ResolvedModel,
  resolveModel,
  resolveProvider,
  resolveRef,
} from "./resolve-model.ts";

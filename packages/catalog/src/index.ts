export { type CatalogConfig, defaultModelChoice, type ModelChoice } from "./catalog-config.ts";
export { findAlias, listAliases } from "./find-alias.ts";
export {
  type ListModelsOptions,
  listModels,
  type ModelRow,
} from "./list-models.ts";
export { mergeProvider, type Provider } from "./merge-provider.ts";
export { priceUsage } from "./price-usage.ts";
export type { CatalogProvider, ProviderSource } from "./provider-source.ts";
export {
  providerIds,
  type ResolvedModel,
  resolveModel,
  resolveProvider,
  resolveRef,
} from "./resolve-model.ts";

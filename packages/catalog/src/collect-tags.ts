// What the config says about single models, as the tags of `mayros models list`. Pure.
import { formatModelRef, parseModelRef } from "@mayros/core";
import { type CatalogConfig, defaultModelChoice, imageModelChoice } from "./catalog-config.ts";
import { allowlist, parseAllowEntry } from "./check-allowed.ts";
import { listAliases } from "./find-alias.ts";
import type { ProviderSource } from "./provider-source.ts";

export interface ModelTags {
  /** By `provider/model`, the provider's id normal. */
  readonly tags: Map<string, string[]>;
  /** Providers that the allowlist has with all their models. */
  readonly allowedProviders: ReadonlySet<string>;
}

export function collectTags(config: CatalogConfig, providers: ProviderSource): ModelTags {
  const tags = new Map<string, string[]>();
  const allowedProviders = new Set<string>();
  const aliases = listAliases(config);
  const add = (text: string, tag: string): void => {
    const parsed =
      parseModelRef(text) ?? parseModelRef(aliases.get(text.toLowerCase())?.model ?? "");
    if (!parsed) return;
    const provider = providers.aliases.get(parsed.provider) ?? parsed.provider;
    const key = formatModelRef({ ...parsed, provider });
    const names = tags.get(key);
    if (names) names.push(tag);
    else tags.set(key, [tag]);
  };
  const model = defaultModelChoice(config);
  const image = imageModelChoice(config);
  if (model.primary !== undefined) add(model.primary, "default");
  for (const [index, ref] of model.fallbacks.entries()) add(ref, `fallback#${index + 1}`);
  if (image.primary !== undefined) add(image.primary, "image");
  for (const [index, ref] of image.fallbacks.entries()) add(ref, `img-fallback#${index + 1}`);
  for (const alias of aliases.values()) add(alias.model, `alias:${alias.name}`);
  for (const entry of allowlist(config)?.entries ?? []) {
    const ref = parseAllowEntry(entry, config, providers);
    if (ref?.model === "*") allowedProviders.add(ref.provider);
    else add(entry, "allowed");
  }
  return { tags, allowedProviders };
}

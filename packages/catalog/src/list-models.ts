// The rows of `mayros models list`. Pure; reads list columns, not whole declarations, so that 1,600
// models cost little.
import {
  formatModelRef,
  isLocalHost,
  type ModelColumns,
  modelColumns,
  parseModelRef,
} from "@mayros/core";
import { type CatalogConfig, defaultModelChoice } from "./catalog-config.ts";
import { allowlist } from "./check-allowed.ts";
import { listAliases } from "./find-alias.ts";
import type { ProviderSource } from "./provider-source.ts";
import { providerIds } from "./resolve-model.ts";

export interface ModelRow extends Omit<ModelColumns, "id"> {
  /** `provider/model`. */
  readonly key: string;
  readonly provider: string;
  /** Served on this machine or its private network. */
  readonly local: boolean;
  /** The provider has a credential, or needs none. */
  readonly available: boolean;
  /** No list has this id; it is sent all the same. */
  readonly missing: boolean;
  /** `default`, `fallback#1`, `alias:fast`, `allowed`, `missing`. */
  readonly tags: readonly string[];
}

export interface ListModelsOptions {
  /** Every model, not only those of providers with a credential. */
  readonly all?: boolean | undefined;
  readonly provider?: string | undefined;
}

export interface ListModelsInput {
  readonly config: CatalogConfig;
  readonly providers: ProviderSource;
  /** List columns of the models that a plugin ships. */
  columns(providerId: string): readonly ModelColumns[];
  /** The provider has a credential, or needs none. */
  ready(providerId: string): boolean;
}

/** What holds for all models of a provider. */
interface ProviderFacts {
  readonly local: boolean;
  readonly available: boolean;
}

export function listModels(input: ListModelsInput, options: ListModelsOptions = {}): ModelRow[] {
  const tags = collectTags(input.config, input.providers);
  const tagged = new Set([...tags.keys()].map((key) => parseModelRef(key)?.provider));
  const rows: ModelRow[] = [];
  for (const provider of providerIds(input.config, input.providers)) {
    if (options.provider !== undefined && options.provider !== provider) continue;
    const own = input.config.models?.providers?.[provider];
    const facts = factsOf(provider, input);
    // A provider that the user wrote down is listed: that is what it was written down for.
    const wanted = options.all || facts.available || own?.models !== undefined;
    if (!wanted && !tagged.has(provider)) continue;
    for (const columns of columnsOf(provider, input)) {
      const key = `${provider}/${columns.id}`;
      const names = tags.get(key);
      tags.delete(key);
      if (wanted || names) rows.push(row(key, provider, columns, facts, names ?? []));
    }
  }
  // The tags that are left belong to models that no list has; they are sent all the same.
  for (const [key, names] of tags) {
    const { provider = "", model = key } = parseModelRef(key) ?? {};
    if (options.provider !== undefined && options.provider !== provider) continue;
    const facts = factsOf(provider, input);
    const missing = row(key, provider, modelColumns({ id: model }), facts, [...names, "missing"]);
    rows.push({ ...missing, missing: true });
  }
  return rows;
}

function factsOf(provider: string, input: ListModelsInput): ProviderFacts {
  const baseUrl = input.config.models?.providers?.[provider]?.baseUrl;
  const local = baseUrl !== undefined && isLocalHost(new URL(baseUrl).hostname);
  return { local, available: local || input.ready(provider) };
}

/** Written out: a spread costs twice as much, and there may be 10,000 of them. */
function row(
  key: string,
  provider: string,
  columns: ModelColumns,
  { local, available }: ProviderFacts,
  tags: readonly string[],
): ModelRow {
  return {
    key,
    provider,
    name: columns.name,
    input: columns.input,
    reasoning: columns.reasoning,
    contextWindow: columns.contextWindow,
    maxTokens: columns.maxTokens,
    inputCost: columns.inputCost,
    outputCost: columns.outputCost,
    local,
    available,
    missing: false,
    tags,
  };
}

function columnsOf(provider: string, input: ListModelsInput): readonly ModelColumns[] {
  const own = input.config.models?.providers?.[provider]?.models;
  const shipped = input.config.models?.mode === "replace" ? [] : input.columns(provider);
  if (!own) return shipped;
  const columns = new Map(shipped.map((model) => [model.id, model]));
  for (const model of own) columns.set(model.id, modelColumns(model));
  return [...columns.values()];
}

function collectTags(config: CatalogConfig, providers: ProviderSource): Map<string, string[]> {
  const tags = new Map<string, string[]>();
  const aliases = listAliases(config);
  const add = (text: string, tag: string): void => {
    const parsed = parseModelRef(text) ?? parseModelRef(aliases.get(text.toLowerCase()) ?? "");
    if (!parsed) return;
    const provider = providers.aliases.get(parsed.provider) ?? parsed.provider;
    const key = formatModelRef({ ...parsed, provider });
    const names = tags.get(key);
    if (names) names.push(tag);
    else tags.set(key, [tag]);
  };
  const { primary, fallbacks } = defaultModelChoice(config);
  if (primary !== undefined) add(primary, "default");
  for (const [index, fallback] of fallbacks.entries()) add(fallback, `fallback#${index + 1}`);
  for (const [name, ref] of aliases) add(ref, `alias:${name}`);
  for (const entry of allowlist(config)?.entries ?? []) {
    if (!entry.endsWith("/*")) add(entry, "allowed");
  }
  return tags;
}

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
  /** `default`, `fallback#1`, `alias:fast`. */
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
  hasCredential(providerId: string): boolean;
}

export function listModels(input: ListModelsInput, options: ListModelsOptions = {}): ModelRow[] {
  const tags = collectTags(input.config, input.providers);
  const rows: ModelRow[] = [];
  for (const id of providerIds(input.config, input.providers)) {
    if (options.provider !== undefined && options.provider !== id) continue;
    addProvider(rows, id, input, tags, options.all ?? false);
  }
  for (const [key, names] of tags) {
    const provider = parseModelRef(key)?.provider;
    if (options.provider !== undefined && options.provider !== provider) continue;
    rows.push(missingRow(key, provider ?? "", names, input.hasCredential(provider ?? "")));
  }
  return rows;
}

/** Takes the tags it used out of `tags`: what is left belongs to no list. */
function addProvider(
  rows: ModelRow[],
  provider: string,
  input: ListModelsInput,
  tags: Map<string, string[]>,
  all: boolean,
): void {
  const own = input.config.models?.providers?.[provider];
  const local = own?.baseUrl !== undefined && isLocalHost(new URL(own.baseUrl).hostname);
  const available = local || input.hasCredential(provider);
  // A provider that the user wrote down is listed: that is what it was written down for.
  const wanted = all || available || own?.models !== undefined;
  for (const columns of columnsOf(provider, input)) {
    const key = `${provider}/${columns.id}`;
    const names = tags.get(key);
    tags.delete(key);
    if (!wanted && !names) continue;
    const { id: _id, ...rest } = columns;
    rows.push({ key, provider, ...rest, local, available, missing: false, tags: names ?? [] });
  }
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
  return tags;
}

function missingRow(
  key: string,
  provider: string,
  tags: readonly string[],
  available: boolean,
): ModelRow {
  const { id: _id, ...columns } = modelColumns({ id: parseModelRef(key)?.model ?? key });
  return {
    key,
    provider,
    ...columns,
    local: false,
    available,
    missing: true,
    tags: [...tags, "missing"],
  };
}

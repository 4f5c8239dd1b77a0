// The rows of `mayros models list`. Pure; reads list columns, not whole declarations, so that 1,600
// models cost little.
import {
  isLocalHost,
  type ModelColumns,
  type ModelDeclaration,
  modelColumns,
  parseModelRef,
} from "@mayros/core";
import type { CatalogConfig } from "./catalog-config.ts";
import { collectTags } from "./collect-tags.ts";
import type { ProviderSource } from "./provider-source.ts";
import { providerIds } from "./resolve-model.ts";

/** What this version of mayros can't do yet for a model: its only login, or its wire format. */
export type Lacking = "login" | "wire";

export interface ModelRow extends Omit<ModelColumns, "id" | "api"> {
  /** `provider/model`. */
  readonly key: string;
  readonly provider: string;
  /** Served on this machine or its private network. */
  readonly local: boolean;
  /** The provider has a credential, or needs none. */
  readonly available: boolean;
  /** What the model needs and this version of mayros can't do yet. */
  readonly lacks: Lacking | undefined;
  /** No list has this id; it is sent all the same. */
  readonly missing: boolean;
  /**
   * `default`, `fallback#1`, `image`, `img-fallback#1`, `alias:fast`, `allowed` (the allowlist lets it
   * through), `configured` (it stands in `models.providers`), `missing`.
   */
  readonly tags: readonly string[];
}

export interface ListModelsOptions {
  /** Every model, not only those of providers with a credential. */
  readonly all?: boolean | undefined;
  readonly provider?: string | undefined;
  /** Only what is served on this machine or its private network. */
  readonly local?: boolean | undefined;
}

export interface ListModelsInput {
  readonly config: CatalogConfig;
  readonly providers: ProviderSource;
  /** List columns of the models that a plugin ships. */
  columns(providerId: string): readonly ModelColumns[];
  /** The provider has a credential, or needs none. */
  ready(providerId: string): boolean;
  /** `api`: the wire format of one model, where it is not the provider's. */
  lacks(providerId: string, api?: string): Lacking | undefined;
  /** The address that a plugin gives the provider is local. */
  local(providerId: string): boolean;
}

/** What holds for all models of a provider. */
interface ProviderFacts {
  readonly local: boolean;
  readonly available: boolean;
  /** The provider, whatever the model. */
  readonly lacks: Lacking | undefined;
  /** For models that have no tags of their own: one list for all of them. */
  readonly tags: readonly string[];
}

export function listModels(input: ListModelsInput, options: ListModelsOptions = {}): ModelRow[] {
  const { tags, allowedProviders } = collectTags(input.config, input.providers);
  const tagged = new Set([...tags.keys()].map((key) => parseModelRef(key)?.provider));
  const rows: ModelRow[] = [];
  for (const provider of providerIds(input.config, input.providers)) {
    if (options.provider !== undefined && options.provider !== provider) continue;
    const own = input.config.models?.providers?.[provider]?.models;
    const facts = factsOf(provider, input, allowedProviders);
    if (options.local && !facts.local) continue;
    // A provider that the user wrote down is listed: that is what it was written down for.
    const wanted = options.all || facts.available || own !== undefined;
    const isTagged = tagged.has(provider);
    if (!wanted && !isTagged) continue;
    const configured = own && new Set(own.map((model) => model.id));
    for (const columns of columnsOf(provider, input, own)) {
      const key = `${provider}/${columns.id}`;
      const names = isTagged ? tags.get(key) : undefined;
      if (names) tags.delete(key);
      else if (!wanted) continue;
      const more = configured?.has(columns.id) ? [...facts.tags, "configured"] : facts.tags;
      const { api } = columns;
      const lacks = api === undefined ? facts.lacks : input.lacks(provider, api);
      rows.push(row(key, provider, columns, facts, lacks, names ? joinTags(names, more) : more));
    }
  }
  // The tags that are left belong to models that no list has; they are sent all the same.
  for (const [key, names] of tags) {
    const { provider = "", model = key } = parseModelRef(key) ?? {};
    if (options.provider !== undefined && options.provider !== provider) continue;
    const facts = factsOf(provider, input, allowedProviders);
    if (options.local && !facts.local) continue;
    const all = [...joinTags(names, facts.tags), "missing"];
    const columns = modelColumns({ id: model });
    rows.push({ ...row(key, provider, columns, facts, facts.lacks, all), missing: true });
  }
  return rows;
}

function joinTags(own: readonly string[], more: readonly string[]): readonly string[] {
  return more.length === 0 ? own : [...new Set([...own, ...more])];
}

function factsOf(
  provider: string,
  input: ListModelsInput,
  allowedProviders: ReadonlySet<string>,
): ProviderFacts {
  const baseUrl = input.config.models?.providers?.[provider]?.baseUrl;
  const local =
    baseUrl === undefined ? input.local(provider) : isLocalHost(new URL(baseUrl).hostname);
  const tags = allowedProviders.has(provider) ? ["allowed"] : [];
  const lacks = input.lacks(provider);
  // A server of one's own needs no key; a login that can't be done is needed all the same.
  const open = local && baseUrl !== undefined && lacks !== "login";
  return { local, available: open || input.ready(provider), lacks, tags };
}

/** Written out: a spread costs twice as much, and there may be 10,000 of them. */
function row(
  key: string,
  provider: string,
  columns: ModelColumns,
  { local, available }: ProviderFacts,
  lacks: Lacking | undefined,
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
    lacks,
    missing: false,
    tags,
  };
}

/** In replace mode these are the config's models and no others; what it leaves out of one is shipped. */
function columnsOf(
  provider: string,
  input: ListModelsInput,
  own: readonly ModelDeclaration[] | undefined,
): readonly ModelColumns[] {
  const replaces = input.config.models?.mode === "replace";
  if (!own) return replaces ? [] : input.columns(provider);
  const shipped = new Map(input.columns(provider).map((model) => [model.id, model]));
  const columns = new Map(replaces ? [] : shipped);
  for (const model of own) columns.set(model.id, overlay(shipped.get(model.id), model));
  return [...columns.values()];
}

/** What `mergeProvider` does with declarations, for columns. */
function overlay(shipped: ModelColumns | undefined, own: ModelDeclaration): ModelColumns {
  const columns = modelColumns(own);
  if (!shipped) return columns;
  const contextWindow = own.contextWindow ?? shipped.contextWindow;
  return {
    id: own.id,
    name: own.name ?? shipped.name,
    ...apiOf(own.api ?? shipped.api),
    input: own.input ? columns.input : shipped.input,
    reasoning: own.reasoning ?? shipped.reasoning,
    contextWindow,
    maxTokens: Math.min(own.maxTokens ?? shipped.maxTokens, contextWindow),
    inputCost: own.cost?.input ?? shipped.inputCost,
    outputCost: own.cost?.output ?? shipped.outputCost,
  };
}

const apiOf = (api: string | undefined): Pick<ModelColumns, "api"> =>
  api === undefined ? {} : { api };

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
import { allowlist } from "./check-allowed.ts";
import { collectTags } from "./collect-tags.ts";
import type { ProviderSource } from "./provider-source.ts";
import { providerIds } from "./resolve-model.ts";

/**
 * What a model needs and does not have: `wire`, a format that this version of mayros speaks; `fields`, a value that its
 * provider's address asks for beside a key.
 */
export type Lacking = "wire" | "fields";

export interface ModelRow extends Omit<ModelColumns, "id" | "api"> {
  /** `provider/model`. */
  readonly key: string;
  readonly provider: string;
  /** Served on this machine or its private network. */
  readonly local: boolean;
  /** The provider has a credential, or needs none. */
  readonly available: boolean;
  /** What the model needs and does not have. */
  readonly lacks: Lacking | undefined;
  /** No allowlist shuts it out. */
  readonly allowed: boolean;
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

/** The models of one provider. */
export interface ModelGroup {
  readonly provider: string;
  /** These three hold for all of `lines`; a row has its own. */
  readonly local: boolean;
  readonly available: boolean;
  readonly lacks: Lacking | undefined;
  /** A line per model, as `formatModelLine` makes it, where the config says nothing of any of them. */
  readonly lines?: string;
  /** Empty beside `lines`. */
  readonly rows: readonly ModelRow[];
}

export interface ListModelsInput {
  readonly config: CatalogConfig;
  readonly providers: ProviderSource;
  /** List columns of the models that a plugin ships. */
  columns(providerId: string): readonly ModelColumns[];
  /** The same as printed lines; undefined where its models are not as shipped or differ in what they lack. */
  readonly lines?: ((providerId: string) => string | undefined) | undefined;
  /** The provider has a credential, or needs none. */
  ready(providerId: string): boolean;
  /** `api`: the wire format of one model, where it is not the provider's. */
  lacks(providerId: string, api?: string): Lacking | undefined;
  /** The address that a plugin gives the provider is local. */
  local(providerId: string): boolean;
  /** Nothing but a login will do for it, also at a server of the person's own. */
  wantsLogin(providerId: string): boolean;
}

/** What holds for all models of a provider. */
interface ProviderFacts {
  readonly local: boolean;
  readonly available: boolean;
  /** The provider, whatever the model. */
  readonly lacks: Lacking | undefined;
  /** There is an allowlist: models without a tag of it are shut out. */
  readonly limited: boolean;
  /** For models that have no tags of their own: one list for all of them. */
  readonly tags: readonly string[];
}

export function listModels(input: ListModelsInput, options: ListModelsOptions = {}): ModelRow[] {
  const groups = listModelGroups({ ...input, lines: undefined }, options);
  return [...groups].flatMap((group) => group.rows);
}

/** In the order of a list; where `input` has lines for a provider, they take the place of rows. */
export function* listModelGroups(
  input: ListModelsInput,
  options: ListModelsOptions = {},
): Generator<ModelGroup> {
  const { tags, allowedProviders } = collectTags(input.config, input.providers);
  const tagged = new Set([...tags.keys()].map((key) => parseModelRef(key)?.provider));
  const isReplaced = input.config.models?.mode === "replace";
  for (const provider of providerIds(input.config, input.providers)) {
    if (options.provider !== undefined && options.provider !== provider) continue;
    const block = input.config.models?.providers?.[provider];
    const isTagged = tagged.has(provider);
    // Most of hundreds end here, before anything else is asked of them.
    if (!options.all && !block && !isTagged && !input.ready(provider)) continue;
    const own = block?.models;
    const facts = factsOf(provider, input, allowedProviders);
    if (options.local && !facts.local) continue;
    // A provider that the user wrote down is listed: that is what it was written down for.
    const wanted = options.all === true || facts.available || own !== undefined;
    if (!wanted && !isTagged) continue;
    const isAsShipped = !own && !block?.api && !isReplaced && !isTagged && !facts.limited;
    const lines = isAsShipped ? input.lines?.(provider) : undefined;
    const { local, available, lacks } = facts;
    const group = { provider, local, available, lacks };
    if (lines !== undefined) yield { ...group, lines, rows: [] };
    else yield { ...group, rows: listRows(provider, input, facts, isTagged ? tags : none, wanted) };
  }
  yield* missingModels(input, options, tags, allowedProviders);
}

const none = new Map<string, string[]>();

/** Takes the tags of what it lists out of `tags`. */
function listRows(
  provider: string,
  input: ListModelsInput,
  facts: ProviderFacts,
  tags: Map<string, string[]>,
  wanted: boolean,
): ModelRow[] {
  const own = input.config.models?.providers?.[provider]?.models;
  const configured = own && new Set(own.map((model) => model.id));
  const rows: ModelRow[] = [];
  for (const columns of columnsOf(provider, input, own)) {
    const key = `${provider}/${columns.id}`;
    const names = tags.get(key);
    if (names) tags.delete(key);
    else if (!wanted) continue;
    const more = configured?.has(columns.id) ? [...facts.tags, "configured"] : facts.tags;
    const { api } = columns;
    const lacks = api === undefined ? facts.lacks : input.lacks(provider, api);
    rows.push(row(key, provider, columns, facts, lacks, names ? joinTags(names, more) : more));
  }
  return rows;
}

/** The tags that are left belong to models that no list has; they are sent all the same. */
function* missingModels(
  input: ListModelsInput,
  options: ListModelsOptions,
  tags: ReadonlyMap<string, string[]>,
  allowedProviders: ReadonlySet<string>,
): Generator<ModelGroup> {
  for (const [key, names] of tags) {
    const { provider = "", model = key } = parseModelRef(key) ?? {};
    if (options.provider !== undefined && options.provider !== provider) continue;
    const facts = factsOf(provider, input, allowedProviders);
    const { local, available, lacks } = facts;
    if (options.local && !local) continue;
    const all = [...joinTags(names, facts.tags), "missing"];
    const listed = row(key, provider, modelColumns({ id: model }), facts, lacks, all);
    yield { provider, local, available, lacks, rows: [{ ...listed, missing: true }] };
  }
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
  // A server of one's own needs no key, unless it stands in for the vendor of a login.
  const open = local && baseUrl !== undefined && !input.wantsLogin(provider);
  const limited = allowlist(input.config) !== undefined;
  return { local, available: open || input.ready(provider), lacks, limited, tags };
}

/** Written out: a spread costs twice as much, and there may be 10,000 of them. */
function row(
  key: string,
  provider: string,
  columns: ModelColumns,
  { local, available, limited }: ProviderFacts,
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
    allowed: !limited || tags.includes("allowed") || tags.includes("default"),
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
  if (!own) return replaces ? [] : shippedColumns(provider, input);
  const shipped = new Map(shippedColumns(provider, input).map((model) => [model.id, model]));
  const columns = new Map(replaces ? [] : shipped);
  for (const model of own) columns.set(model.id, overlay(shipped.get(model.id), model));
  return [...columns.values()];
}

/** A wire format that the config gives the provider is for all of its models: see move-models.ts. */
function shippedColumns(provider: string, input: ListModelsInput): readonly ModelColumns[] {
  const columns = input.columns(provider);
  const api = input.config.models?.providers?.[provider]?.api;
  if (api === undefined || api === input.providers.find(provider)?.declaration.api) return columns;
  return columns.map(({ api: _api, ...rest }) => rest);
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

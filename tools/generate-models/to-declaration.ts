// A model of the packages as one of ours: without what the provider's manifest says already. Address
// and wire format are the manifest's; a model has its own only where the provider mixes wires.
import {
  apiAliases,
  apiNames,
  type CompatFlags,
  type ModelCost,
  type ModelDeclaration,
  type ProviderDeclaration,
} from "@mayros/core";
import type { CatalogModel } from "./catalog.ts";
import { saidFlags } from "./read-flags.ts";

interface Wire {
  readonly api: string;
  readonly compat: CompatFlags;
}

/** Undefined for a wire format that we do not have. */
export function wireOf(name: string): Wire | undefined {
  if ((apiNames as readonly string[]).includes(name)) return { api: name, compat: {} };
  const alias = Object.hasOwn(apiAliases, name) ? apiAliases[name] : undefined;
  return alias && { api: alias.api, compat: { ...alias.compat } };
}

/** Undefined for a model of a wire format that we do not have. */
export function toDeclaration(
  model: CatalogModel,
  provider: ProviderDeclaration,
): ModelDeclaration | undefined {
  const wire = wireOf(model.api);
  const main = wireOf(provider.api);
  if (!wire) return undefined;
  const mixed = wire.api !== main?.api;
  const written = (mixed ? wire : main)?.compat;
  const compat = saidFlags(
    wire.api,
    { ...wire.compat, ...model.compat },
    { ...written, ...provider.compat },
  );
  return {
    id: model.id,
    ...(model.name === undefined ? {} : { name: model.name }),
    ...(mixed ? { api: model.api, ...ownAddress(model, wire.api, provider) } : {}),
    ...described(model),
    ...ownHeaders(model, provider),
    ...(compat ? { compat } : {}),
  };
}

/** What is true of the model wherever it runs. */
export function described(model: ModelDeclaration): Partial<ModelDeclaration> {
  const { contextWindow = 0, maxTokens = 0 } = model;
  const levels = model.thinkingLevelMap;
  return {
    ...(model.reasoning === undefined ? {} : { reasoning: model.reasoning }),
    ...(levels && Object.keys(levels).length > 0 ? { thinkingLevelMap: levels } : {}),
    ...(model.input ? { input: model.input } : {}),
    ...(model.cost ? { cost: cleanCost(model.cost) } : {}),
    ...(contextWindow > 0 ? { contextWindow } : {}),
    // Some entries have an answer that is longer than the window.
    ...(maxTokens > 0
      ? { maxTokens: contextWindow > 0 ? Math.min(maxTokens, contextWindow) : maxTokens }
      : {}),
  };
}

/** A router that picks the model itself has the price -1000000 in the data: nobody can say. */
function price(value: number): number {
  return Number(Math.max(0, value).toPrecision(12));
}

function cleanCost({ tiers, ...cost }: Partial<ModelCost>): Partial<ModelCost> {
  const prices = Object.fromEntries(
    Object.entries(cost).map(([name, value]) => [name, price(value)]),
  );
  return { ...prices, ...(tiers && tiers.length > 0 ? { tiers } : {}) };
}

/** The codec of this wire adds the version itself. */
const bare = (url: string, api: string): string => {
  const trimmed = url.replace(/\/+$/, "");
  return api === "anthropic-messages" ? trimmed.replace(/\/v1$/, "") : trimmed;
};

function ownAddress(
  model: CatalogModel,
  api: string,
  provider: ProviderDeclaration,
): { baseUrl?: string } {
  const shared = provider.baseUrl ?? provider.baseUrls?.[0] ?? "";
  const own = withFieldNames(model.baseUrl, provider);
  return own === "" || bare(own, api) === bare(shared, api) ? {} : { baseUrl: own };
}

/** The data calls what a person gives by its variable: `{CLOUDFLARE_ACCOUNT_ID}`. Ours is the field that reads it. */
function withFieldNames(url: string, { authMethods }: ProviderDeclaration): string {
  const fields = authMethods.flatMap((method) => method.fields ?? []);
  return url.replace(/\{([A-Z][A-Z0-9_]*)\}/g, (whole, variable: string) => {
    const field = fields.find(({ env = [] }) => env.includes(variable));
    return field ? `{${field.name}}` : whole;
  });
}

function ownHeaders(
  model: CatalogModel,
  provider: ProviderDeclaration,
): { headers?: Record<string, string> } {
  const own = Object.entries(model.headers ?? {}).filter(
    ([name, value]) => provider.headers?.[name] !== value,
  );
  return own.length > 0 ? { headers: Object.fromEntries(own) } : {};
}

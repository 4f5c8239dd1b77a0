// The models of one of our providers, from what its sources file lists and what the packages have.
// Pure: the same input gives the same list in the same order.
import { matchesGlob } from "node:path";
import type { ModelDeclaration, ProviderDeclaration } from "@mayros/core";
import type { Catalog, CatalogModel } from "./catalog.ts";
import type { Addition, ListedModel, ProviderSources } from "./models-sources.ts";
import { described, toDeclaration, wireOf } from "./to-declaration.ts";

/** `catalogs`: newest first. */
export function mergeModels(
  sources: ProviderSources,
  provider: ProviderDeclaration,
  catalogs: readonly Catalog[],
): ModelDeclaration[] {
  const all = unionOf(sources.from, catalogs);
  const data = sources.oneWire ? spokenAs(provider, all) : all;
  const listed = sources.models.map((each) => completed(each, data, provider, catalogs));
  const ids = new Set(listed.map(({ id }) => id));
  for (const id of sources.leaveOut.keys()) {
    if (!data.has(id)) throw new Error(`leaveOut names ${id}, which the packages do not have`);
  }
  const rest = [...data.values()]
    .filter(({ id }) => !ids.has(id) && !sources.leaveOut.has(id))
    .flatMap((model) => toDeclaration(model, provider) ?? [])
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return withAdditions([...listed, ...rest], sources.also);
}

function withAdditions(
  models: readonly ModelDeclaration[],
  additions: readonly Addition[],
): ModelDeclaration[] {
  for (const { ids } of additions) {
    if (!models.some(({ id }) => matchesGlob(id, ids))) throw new Error(`also: no model is ${ids}`);
  }
  return models.map((model) => {
    const own = additions.filter(({ ids }) => matchesGlob(model.id, ids));
    return own.length === 0 ? model : inOrder(own.reduce(withFields, model));
  });
}

function withFields(model: ModelDeclaration, { fields }: Addition): ModelDeclaration {
  const compat = { ...model.compat, ...fields.compat };
  return { ...model, ...fields, ...(Object.keys(compat).length > 0 ? { compat } : {}) };
}

/** Flags and addresses of another wire format mean nothing in the provider's own. */
function spokenAs(
  { api }: ProviderDeclaration,
  models: ReadonlyMap<string, CatalogModel>,
): Map<string, CatalogModel> {
  const spoken = [...models].map(([id, model]): [string, CatalogModel] => {
    const isSame = wireOf(model.api)?.api === wireOf(api)?.api;
    return [id, isSame ? model : { ...model, api, baseUrl: "", compat: {} }];
  });
  return new Map(spoken);
}

/** By id; the newest package that has a model wins for all of it. */
function unionOf(from: readonly string[], catalogs: readonly Catalog[]): Map<string, CatalogModel> {
  const union = new Map<string, CatalogModel>();
  // An address is the vendor's, not the model's: what the newest package says of it holds for models
  // that only an older one has.
  const addresses = new Map<string, string>();
  for (const catalog of catalogs) {
    const models = from.flatMap((name) =>
      (catalog.get(name) ?? []).map((model) => ({
        wire: `${name} ${wireOf(model.api)?.api}`,
        model,
      })),
    );
    for (const { wire, model } of models) {
      if (union.has(model.id)) continue;
      union.set(model.id, { ...model, baseUrl: addresses.get(wire) ?? model.baseUrl });
    }
    for (const { wire, model } of models) {
      if (!addresses.has(wire)) addresses.set(wire, model.baseUrl);
    }
  }
  for (const name of from) {
    if (!catalogs.some((catalog) => catalog.has(name))) {
      throw new Error(`from names ${name}, which the packages do not have`);
    }
  }
  return union;
}

function completed(
  { own, like }: ListedModel,
  data: ReadonlyMap<string, CatalogModel>,
  provider: ProviderDeclaration,
  catalogs: readonly Catalog[],
): ModelDeclaration {
  const model = data.get(like ?? own.wireId ?? own.id);
  if (model) return inOrder({ ...toDeclaration(model, provider), ...own });
  if (like === undefined) return inOrder(own);
  const other = modelElsewhere(like, catalogs);
  if (!other) throw new Error(`${own.id} is like ${like}, which the packages do not have`);
  // How another host wants to be asked says nothing about this one.
  const { thinkingLevelMap: _words, ...numbers } = described(other);
  return inOrder({ ...(other.name === undefined ? {} : { name: other.name }), ...numbers, ...own });
}

/** `<their provider>/<id>` */
function modelElsewhere(like: string, catalogs: readonly Catalog[]): CatalogModel | undefined {
  const slash = like.indexOf("/");
  const id = like.slice(slash + 1);
  for (const catalog of catalogs) {
    const found = catalog.get(like.slice(0, slash))?.find((model) => model.id === id);
    if (found) return found;
  }
  return undefined;
}

/** The keys of every model stand in the order in which they are declared. */
function inOrder(model: ModelDeclaration): ModelDeclaration {
  const order: readonly (keyof ModelDeclaration)[] = [
    "id",
    "wireId",
    "name",
    "api",
    "baseUrl",
    "reasoning",
    "thinkingLevelMap",
    "input",
    "cost",
    "contextWindow",
    "maxTokens",
    "headers",
    "compat",
  ];
  return Object.fromEntries(
    order.flatMap((key) => (model[key] === undefined ? [] : [[key, model[key]]])),
  ) as unknown as ModelDeclaration;
}

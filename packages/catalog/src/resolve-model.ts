// From what a person typed to everything a request needs to know about the model. Pure.
import {
  type ApiName,
  apiAliases,
  apiNames,
  type CompatFlags,
  formatModelRef,
  MayrosError,
  type Model,
  type ModelRef,
  nearestName,
  parseModelRef,
  withModelDefaults,
} from "@mayros/core";
import { type CatalogConfig, defaultModelChoice } from "./catalog-config.ts";
import { findAlias, listAliases } from "./find-alias.ts";
import { mergeProvider, type Provider } from "./merge-provider.ts";
import type { ProviderSource } from "./provider-source.ts";

export interface ResolvedModel {
  readonly ref: ModelRef;
  readonly provider: Provider;
  readonly model: Model;
  /** One of our wire formats, or one that a plugin brings. */
  readonly api: string;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly compat: CompatFlags;
  /** False for an id that no list has: it is sent all the same. */
  readonly known: boolean;
}

/**
 * Resolves a ref, an alias, or (undefined) the default model to a ref whose provider id is normal.
 * Throws MAYROS_MODEL_UNSET and MAYROS_REF_INVALID.
 */
export function resolveRef(
  text: string | undefined,
  config: CatalogConfig,
  providers: ProviderSource,
): ModelRef {
  const wanted = text ?? defaultModelChoice(config).primary;
  if (wanted === undefined) {
    throw new MayrosError("MAYROS_MODEL_UNSET", "no model was named and no default model is set", {
      hint: "mayros models set <provider/model>",
    });
  }
  // A text with a slash is never an alias, so that no alias can shadow a model.
  const ref = parseModelRef(wanted) ?? refOfAlias(wanted, config);
  return { ...ref, provider: providers.aliases.get(ref.provider) ?? ref.provider };
}

function refOfAlias(name: string, config: CatalogConfig): ModelRef {
  const target = findAlias(config, name);
  const ref = target === undefined ? undefined : parseModelRef(target);
  if (ref) return ref;
  const nearest = nearestName(name, listAliases(config).keys());
  throw new MayrosError(
    "MAYROS_REF_INVALID",
    target === undefined
      ? `"${name}" is neither provider/model nor an alias${nearest ? `; did you mean "${nearest}"?` : ""}`
      : `the alias "${name}" stands for "${target}", which is not provider/model`,
    { hint: "mayros models list --all" },
  );
}

/** Throws what `resolveRef` throws, and MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED, MAYROS_API_UNKNOWN. */
export function resolveModel(
  text: string | undefined,
  config: CatalogConfig,
  providers: ProviderSource,
): ResolvedModel {
  const ref = resolveRef(text, config, providers);
  const provider = resolveProvider(ref.provider, config, providers);
  const declaration = provider.models.find((model) => model.id === ref.model);
  const { api, compat } = resolveApi(declaration?.api ?? provider.api, formatModelRef(ref));
  const baseUrl = declaration?.baseUrl ?? provider.baseUrl;
  if (baseUrl === undefined) {
    throw new MayrosError("MAYROS_CONFIG_INVALID", `${provider.id} has no base URL`, {
      hint: `mayros config get models.providers.${provider.id}`,
    });
  }
  return {
    ref,
    provider,
    model: withModelDefaults(declaration ?? { id: ref.model }),
    api,
    baseUrl,
    headers: { ...provider.headers, ...declaration?.headers },
    compat: { ...compat, ...provider.compat, ...declaration?.compat },
    known: declaration !== undefined,
  };
}

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED. */
export function resolveProvider(
  id: string,
  config: CatalogConfig,
  providers: ProviderSource,
): Provider {
  const mode = config.models?.mode ?? "merge";
  const own = ownProvider(id, config, providers);
  const shipped = providers.find(id);
  if (own || (shipped && mode === "merge")) return mergeProvider(id, shipped, own, mode);

  const owner = shipped ? undefined : providers.disabledOwner(id);
  if (owner !== undefined) {
    throw new MayrosError(
      "MAYROS_PROVIDER_DISABLED",
      `${id} comes with the plugin ${owner}, which is off`,
      {
        hint: `mayros plugins enable ${owner}`,
      },
    );
  }
  const known = [...providerIds(config, providers)];
  const nearest = nearestName(id, [...known, ...providers.aliases.keys()]);
  throw new MayrosError(
    "MAYROS_PROVIDER_UNKNOWN",
    `no provider is called "${id}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: "mayros plugins list", details: { known } },
  );
}

/** Ids of all providers that can be used, those of the config included. */
export function* providerIds(config: CatalogConfig, providers: ProviderSource): Generator<string> {
  const own = Object.keys(config.models?.providers ?? {}).map((id) => normalId(id, providers));
  if (config.models?.mode !== "replace") {
    for (const id of providers.ids) if (!own.includes(id)) yield id;
  }
  yield* new Set(own);
}

function ownProvider(id: string, config: CatalogConfig, providers: ProviderSource) {
  const entry = Object.entries(config.models?.providers ?? {}).find(
    ([key]) => normalId(key, providers) === id,
  );
  return entry?.[1];
}

function normalId(key: string, providers: ProviderSource): string {
  const id = key.toLowerCase();
  return providers.aliases.get(id) ?? id;
}

function resolveApi(name: string, ref: string): { api: string; compat: CompatFlags } {
  if ((apiNames as readonly string[]).includes(name)) return { api: name as ApiName, compat: {} };
  const alias = Object.hasOwn(apiAliases, name) ? apiAliases[name] : undefined;
  if (alias) return { api: alias.api, compat: { ...alias.compat } };
  throw new MayrosError("MAYROS_API_UNKNOWN", `${ref}: no wire format is called "${name}"`, {
    hint: `use one of: ${apiNames.join(", ")}`,
  });
}

// From what a person typed to everything a request needs to know about the model. Pure.
import {
  type ApiName,
  apiAliases,
  apiNames,
  type CompatFlags,
  didYouMean,
  formatModelRef,
  MayrosError,
  type Model,
  type ModelRef,
  nearestName,
  parseModelRef,
  withModelDefaults,
} from "@mayros/core";
import { type CatalogConfig, defaultModelChoice } from "./catalog-config.ts";
import { checkAllowed, isAllowed } from "./check-allowed.ts";
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
  /** It is the user's word, for the provider or for this model: no address that comes with a login goes before it. */
  readonly ownBaseUrl: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly compat: CompatFlags;
  /** False for an id that no list has: it is sent all the same. */
  readonly known: boolean;
}

/** What may be shown of a resolved model: no headers, which may hold secrets. */
export interface ModelDescription {
  readonly ref: ModelRef;
  readonly model: Model;
  readonly api: string;
  readonly baseUrl: string;
  readonly known: boolean;
}

export function describeModel({
  ref,
  model,
  api,
  baseUrl,
  known,
}: ResolvedModel): ModelDescription {
  return { ref, model, api, baseUrl, known };
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
      hint: "mayros onboard, or mayros models set <provider/model>",
    });
  }
  // A text with a slash is never an alias, so that no alias can shadow a model.
  const ref = parseModelRef(wanted) ?? refOfAlias(wanted, config);
  return { ...ref, provider: normalProviderId(ref.provider, providers) };
}

function refOfAlias(name: string, config: CatalogConfig): ModelRef {
  const target = findAlias(config, name)?.model;
  const ref = target === undefined ? undefined : parseModelRef(target);
  if (ref) return ref;
  const nearest = nearestName(name, listAliases(config).keys());
  throw new MayrosError(
    "MAYROS_REF_INVALID",
    target === undefined
      ? `"${name}" is neither provider/model nor an alias${didYouMean(nearest)}`
      : `the alias "${name}" stands for "${target}", which is not provider/model`,
    { hint: "mayros models list --all" },
  );
}

/**
 * Throws what `resolveRef` throws, and MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED,
 * MAYROS_MODEL_NOT_ALLOWED, MAYROS_API_UNKNOWN.
 */
export function resolveModel(
  text: string | undefined,
  config: CatalogConfig,
  providers: ProviderSource,
): ResolvedModel {
  const typed = resolveRef(text, config, providers);
  const resolved = lookUpModel(typed, config, providers);
  // The list may have the model by the vendor's name for it.
  if (!isAllowed(typed, config, providers)) checkAllowed(resolved.ref, config, providers);
  return resolved;
}

/**
 * The same for a ref whose provider id is normal, and without asking the allowlist. The vendor's own name
 * for a model that the lists call otherwise is that model.
 */
export function lookUpModel(
  ref: ModelRef,
  config: CatalogConfig,
  providers: ProviderSource,
): ResolvedModel {
  const provider = resolveProvider(ref.provider, config, providers);
  const declaration =
    provider.models.find((model) => model.id === ref.model) ??
    provider.models.find((model) => model.wireId === ref.model);
  const { api, compat } = resolveApi(declaration?.api ?? provider.api, ref, providers);
  const baseUrl = declaration?.baseUrl ?? provider.baseUrl;
  if (baseUrl === undefined) {
    throw new MayrosError("MAYROS_CONFIG_INVALID", `${provider.id} has no base URL`, {
      hint: `mayros config set models.providers.${provider.id}.baseUrl <url>`,
    });
  }
  return {
    ref: declaration ? { ...ref, model: declaration.id } : ref,
    provider,
    model: withModelDefaults(declaration ?? { id: ref.model }),
    api,
    baseUrl,
    ownBaseUrl: provider.ownBaseUrl || hasOwnBaseUrl(declaration?.id, config, provider.id),
    headers: { ...provider.headers, ...declaration?.headers },
    compat: { ...compat, ...provider.compat, ...declaration?.compat },
    known: declaration !== undefined,
  };
}

function hasOwnBaseUrl(
  model: string | undefined,
  { models }: CatalogConfig,
  provider: string,
): boolean {
  const own = models?.providers?.[provider]?.models?.find(({ id }) => id === model);
  return own?.baseUrl !== undefined;
}

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED. */
export function resolveProvider(
  id: string,
  config: CatalogConfig,
  providers: ProviderSource,
): Provider {
  const mode = config.models?.mode ?? "merge";
  const blocks = config.models?.providers ?? {};
  // `constructor` is no provider.
  const own = Object.hasOwn(blocks, id) ? blocks[id] : undefined;
  const shipped = providers.find(id);
  const off = shipped ? undefined : providers.whyOff(id);
  // A block that says everything stands on its own; a partial one needs what the plugin brings.
  const complete = own?.baseUrl !== undefined && own.api !== undefined;
  if (off && !complete) {
    throw new MayrosError("MAYROS_PROVIDER_DISABLED", off.message, { hint: off.hint });
  }
  if (own || (shipped && mode === "merge")) return mergeProvider(id, shipped, own, mode);
  const known = [...providerIds(config, providers)];
  if (shipped) {
    throw new MayrosError(
      "MAYROS_PROVIDER_UNKNOWN",
      `${id} is not in models.providers, and models.mode is "replace"`,
      { hint: "mayros config get models", details: { known } },
    );
  }
  const nearest = nearestName(id, [...known, ...providers.aliases.keys()]);
  throw new MayrosError(
    "MAYROS_PROVIDER_UNKNOWN",
    `no provider is called "${id}"${didYouMean(nearest)}`,
    { hint: "mayros plugins list", details: { known } },
  );
}

/** What a person typed, in the one spelling that everything else uses. */
export function normalProviderId(typed: string, providers: ProviderSource): string {
  const id = typed.trim().toLowerCase();
  return providers.aliases.get(id) ?? id;
}

/** By any of its names. Throws as `resolveProvider` does. */
export function findProvider(
  typed: string,
  config: CatalogConfig,
  providers: ProviderSource,
): Provider {
  return resolveProvider(normalProviderId(typed, providers), config, providers);
}

/** Ids of all providers that can be used, those of the config included. */
export function* providerIds(config: CatalogConfig, providers: ProviderSource): Generator<string> {
  const own = config.models?.providers ?? {};
  if (config.models?.mode !== "replace") {
    for (const id of providers.ids) if (!Object.hasOwn(own, id)) yield id;
  }
  yield* Object.keys(own);
}

function resolveApi(
  name: string,
  ref: ModelRef,
  { findApi }: ProviderSource,
): { api: string; compat: CompatFlags } {
  if ((apiNames as readonly string[]).includes(name)) return { api: name as ApiName, compat: {} };
  const alias = Object.hasOwn(apiAliases, name) ? apiAliases[name] : undefined;
  if (alias) return { api: alias.api, compat: { ...alias.compat } };
  const brought = findApi?.(name);
  const model = formatModelRef(ref);
  if (brought?.off) {
    const { message, hint } = brought.off;
    throw new MayrosError("MAYROS_API_UNKNOWN", `${model}: the wire format "${name}" ${message}`, {
      hint,
    });
  }
  if (brought) return { api: brought.api, compat: {} };
  throw new MayrosError("MAYROS_API_UNKNOWN", `${model}: no wire format is called "${name}"`, {
    hint: "openai-completions and anthropic-messages are what most servers speak",
  });
}

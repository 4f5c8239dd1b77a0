// A shipped provider and the user's `models.providers.<id>` over it: the user's fields win, model
// lists are joined, the user's entry of the same model id lies over the shipped one.
import {
  type AuthMethod,
  type CompatFlags,
  type ConfigProvider,
  keyPrefixOf,
  type ModelDeclaration,
} from "@mayros/core";
import { moveModels, speakWire } from "./move-models.ts";
import type { CatalogProvider } from "./provider-source.ts";

/** A provider as requests see it. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly api: string;
  readonly baseUrl: string | undefined;
  /** The user's config says where it is: no address that comes with a login goes before that. */
  readonly ownBaseUrl: boolean;
  /** Several hosts of one service, `baseUrl` first; empty where there is one. */
  readonly baseUrls: readonly string[];
  /** Statuses after which the next of them is asked. */
  readonly nextHostOn: readonly number[];
  readonly headers: Readonly<Record<string, string>>;
  /** True: a bearer's. A name: the header that the key goes into. */
  readonly authHeader: boolean | string;
  readonly timeoutSeconds?: number | undefined;
  readonly compat: CompatFlags;
  readonly keyPrefix: string;
  readonly extraKeys: readonly string[];
  /** Another provider whose stored profiles serve this one, too. */
  readonly profilesFrom?: string | undefined;
  /** How one gets a credential for it; none for a provider that only the config knows. */
  readonly authMethods: readonly AuthMethod[];
  /** A request without a credential makes sense. */
  readonly keyless: boolean;
  readonly models: readonly ModelDeclaration[];
}

/** The wire format of a custom provider that names none: the one that local servers speak. */
const DEFAULT_API = "openai-completions";

export function mergeProvider(
  id: string,
  shipped: CatalogProvider | undefined,
  config: ConfigProvider | undefined,
  mode: "merge" | "replace",
): Provider {
  const declaration = shipped?.declaration;
  const own = config?.baseUrl ?? shipped?.apiBaseUrl;
  const moved = own === undefined ? config : { ...config, baseUrl: own };
  return {
    id,
    name: config?.name ?? declaration?.name ?? id,
    api: config?.api ?? declaration?.api ?? DEFAULT_API,
    baseUrl: own ?? declaration?.baseUrl ?? declaration?.baseUrls?.[0],
    ownBaseUrl: own !== undefined,
    baseUrls: own === undefined ? (declaration?.baseUrls ?? []) : [],
    nextHostOn: declaration?.nextHostOn ?? [],
    headers: { ...declaration?.headers, ...config?.headers },
    authHeader: config?.authHeader ?? declaration?.authHeader ?? false,
    timeoutSeconds: config?.timeoutSeconds ?? declaration?.timeoutSeconds,
    compat: { ...declaration?.compat, ...config?.compat },
    keyPrefix: keyPrefixOf(id, declaration?.keyPrefix),
    extraKeys: declaration?.extraKeys ?? [],
    profilesFrom: declaration?.profilesFrom,
    authMethods: declaration?.authMethods ?? [],
    keyless:
      config?.auth === "none" ||
      (declaration?.authMethods.some((method) => method.kind === "none") ?? false),
    models: mergeModels(shipped ? moveModels(shipped, moved) : [], config?.models ?? [], mode),
  };
}

/**
 * In replace mode the list is the config's, and nothing else; what an entry leaves out is still what the
 * plugin says of that model, because it is how the vendor's wire wants it.
 */
function mergeModels(
  shipped: readonly ModelDeclaration[],
  own: readonly ModelDeclaration[],
  mode: "merge" | "replace",
): ModelDeclaration[] {
  const known = new Map(shipped.map((model) => [model.id, model]));
  const models = mode === "replace" ? new Map<string, ModelDeclaration>() : new Map(known);
  for (const model of own) models.set(model.id, overlayModel(known.get(model.id), model));
  return [...models.values()];
}

/** The user's fields win; prices, headers and quirks one by one. */
function overlayModel(
  shipped: ModelDeclaration | undefined,
  own: ModelDeclaration,
): ModelDeclaration {
  if (!shipped) return own;
  // Prices for longer requests are the shipped ones: they would undo what the user wrote.
  const { tiers: _tiers, ...shippedCost } = shipped.cost ?? {};
  return {
    ...speakWire(shipped, own.api),
    ...own,
    ...(own.cost && { cost: { ...shippedCost, ...own.cost } }),
    ...(own.headers && { headers: { ...shipped.headers, ...own.headers } }),
    ...(own.compat && { compat: { ...shipped.compat, ...own.compat } }),
  };
}

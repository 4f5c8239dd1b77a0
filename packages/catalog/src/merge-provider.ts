// A shipped provider and the user's `models.providers.<id>` over it: the user's fields win, model
// lists are joined, the user's entry of the same model id lies over the shipped one.
import {
  type CompatFlags,
  type ConfigProvider,
  keyPrefixOf,
  type ModelDeclaration,
} from "@mayros/core";
import type { CatalogProvider } from "./provider-source.ts";

/** A provider as requests see it. */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly api: string;
  readonly baseUrl: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly authHeader: boolean;
  readonly compat: CompatFlags;
  readonly keyPrefix: string;
  readonly extraKeys: readonly string[];
  /** Another provider whose stored profiles serve this one, too. */
  readonly profilesFrom?: string | undefined;
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
  const shippedModels = mode === "replace" ? [] : (shipped?.models ?? []);
  return {
    id,
    name: config?.name ?? declaration?.name ?? id,
    api: config?.api ?? declaration?.api ?? DEFAULT_API,
    baseUrl: config?.baseUrl ?? declaration?.baseUrl ?? declaration?.baseUrls?.[0],
    headers: { ...declaration?.headers, ...config?.headers },
    authHeader: config?.authHeader ?? declaration?.authHeader ?? false,
    compat: { ...declaration?.compat, ...config?.compat },
    keyPrefix: keyPrefixOf(id, declaration?.keyPrefix),
    extraKeys: declaration?.extraKeys ?? [],
    profilesFrom: declaration?.profilesFrom,
    keyless:
      config?.auth === "none" ||
      (declaration?.authMethods.some((method) => method.kind === "none") ?? false),
    models: mergeModels(shippedModels, config?.models ?? []),
  };
}

function mergeModels(
  shipped: readonly ModelDeclaration[],
  own: readonly ModelDeclaration[],
): ModelDeclaration[] {
  const models = new Map(shipped.map((model) => [model.id, model]));
  for (const model of own) models.set(model.id, { ...models.get(model.id), ...model });
  return [...models.values()];
}

// Shipped models that differ from the rest of their provider, in wire format or address, under a config
// that has another one of these for the provider: the user's are for all models. Pure.
import type { ConfigProvider, ModelDeclaration } from "@mayros/core";
import { isSameUrl, moveBaseUrl } from "./move-base-url.ts";
import type { CatalogProvider } from "./provider-source.ts";

/** A block that repeats what is shipped changes nothing. */
export function moveModels(
  { declaration, models }: CatalogProvider,
  config: ConfigProvider | undefined,
): readonly ModelDeclaration[] {
  const from = declaration.baseUrl ?? declaration.baseUrls?.[0];
  const to = config?.baseUrl;
  const isMoved = to !== undefined && (from === undefined || !isSameUrl(from, to));
  const api = isMoved || config?.api !== declaration.api ? config?.api : undefined;
  if (!isMoved && api === undefined) return models;
  return models.map((model) => {
    if (model.api === undefined && model.baseUrl === undefined) return model;
    const spoken = speakWire({ api: declaration.api, ...model }, api);
    if (!isMoved || spoken.baseUrl === undefined) return spoken;
    return { ...spoken, baseUrl: from === undefined ? to : moveBaseUrl(spoken.baseUrl, from, to) };
  });
}

/** An address of a model's own is that of its wire format: another one is not spoken there. */
export function speakWire(model: ModelDeclaration, api: string | undefined): ModelDeclaration {
  if (api === undefined || api === model.api) return model;
  const { baseUrl: _, ...rest } = model;
  return { ...rest, api };
}

// What is tried after a model that failed: the fallbacks of the default model when no model was named,
// an alias's own when it was named by that alias. A ref that somebody named is strict: it is that
// model or none. Pure.
import { formatModelRef, type ModelRef } from "@mayros/core";
import { type CatalogConfig, defaultModelChoice, imageModelChoice } from "./catalog-config.ts";
import { findAlias } from "./find-alias.ts";
import type { ProviderSource } from "./provider-source.ts";
import { resolveRef } from "./resolve-model.ts";

/** What a request asks for: a ref or alias, or one of the two defaults. */
export type ModelQuestion =
  | { readonly named: string }
  | { readonly default: "model" | "imageModel" };

export interface RequestFallback {
  /** As it stands in the config. */
  readonly written: string;
  /** Undefined for what is neither a ref nor an alias. */
  readonly ref: ModelRef | undefined;
}

/** In the order in which they are tried, each model once, the asked one not again. */
export function requestFallbacks(
  question: ModelQuestion,
  config: CatalogConfig,
  providers: ProviderSource,
): RequestFallback[] {
  const { primary, fallbacks } = chainOf(question, config);
  const refOf = (text: string): ModelRef | undefined => tryResolve(text, config, providers);
  const first = primary === undefined ? undefined : refOf(primary);
  const seen = new Set(first && [formatModelRef(first)]);
  return fallbacks.flatMap((written) => {
    const ref = refOf(written);
    const name = ref ? formatModelRef(ref) : written;
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ written, ref }];
  });
}

function chainOf(
  question: ModelQuestion,
  config: CatalogConfig,
): { primary: string | undefined; fallbacks: readonly string[] } {
  if ("named" in question) {
    // A text with a slash is never an alias.
    const alias = question.named.includes("/") ? undefined : findAlias(config, question.named);
    return { primary: question.named, fallbacks: alias?.fallbacks ?? [] };
  }
  const chain =
    question.default === "model" ? defaultModelChoice(config) : imageModelChoice(config);
  if (chain.fallbacks.length > 0 || chain.primary === undefined) return chain;
  return chainOf({ named: chain.primary }, config);
}

function tryResolve(
  text: string,
  config: CatalogConfig,
  providers: ProviderSource,
): ModelRef | undefined {
  try {
    return resolveRef(text, config, providers);
  } catch {
    return undefined;
  }
}

// The allowlist: `agents.defaults.modelPolicy.allow` where it is given, else the keys of a map
// `agents.defaults.models` that is not empty (the specification, "Quick rules"). The default model is
// always allowed.
import { formatModelRef, MayrosError, type ModelRef, parseModelRef, shellWord } from "@mayros/core";
import { type CatalogConfig, defaultModelChoice } from "./catalog-config.ts";
import { findAlias } from "./find-alias.ts";
import type { ProviderSource } from "./provider-source.ts";

export interface Allowlist {
  /** Where it stands in the config. */
  readonly path: string;
  /** Refs, aliases and `provider/*`, as written. */
  readonly entries: readonly string[];
}

/** Throws MAYROS_MODEL_NOT_ALLOWED. */
export function checkAllowed(
  ref: ModelRef,
  config: CatalogConfig,
  providers: ProviderSource,
): void {
  const list = allowlist(config);
  if (!list || isAllowed(ref, config, providers)) return;
  const wanted = formatModelRef(ref);
  throw new MayrosError("MAYROS_MODEL_NOT_ALLOWED", `${wanted} is not in ${list.path}`, {
    hint: `mayros models allow add ${shellWord(wanted)}`,
  });
}

export function isAllowed(
  ref: ModelRef,
  config: CatalogConfig,
  providers: ProviderSource,
): boolean {
  const list = allowlist(config);
  if (!list) return true;
  const { primary } = defaultModelChoice(config);
  const allowed = primary === undefined ? list.entries : [...list.entries, primary];
  return allowed.some((entry) => permits(entry, ref, config, providers));
}

/** Undefined when everything is allowed. */
export function allowlist(config: CatalogConfig): Allowlist | undefined {
  const policy = config.agents?.defaults?.modelPolicy?.allow;
  if (policy) return { path: "agents.defaults.modelPolicy.allow", entries: policy };
  const entries = Object.keys(config.agents?.defaults?.models ?? {});
  return entries.length > 0 ? { path: "agents.defaults.models", entries } : undefined;
}

/** What an entry is about, its provider's id normal; the model of `provider/*` is `*`. */
export function parseAllowEntry(
  entry: string,
  config: CatalogConfig,
  providers: ProviderSource,
): ModelRef | undefined {
  const ref = parseModelRef(entry) ?? parseModelRef(findAlias(config, entry)?.model ?? "");
  return ref && { ...ref, provider: providers.aliases.get(ref.provider) ?? ref.provider };
}

/** Whether an entry of an allowlist lets a model through. */
export function permits(
  entry: string,
  wanted: ModelRef,
  config: CatalogConfig,
  providers: ProviderSource,
): boolean {
  const ref = parseAllowEntry(entry, config, providers);
  if (ref?.provider !== wanted.provider) return false;
  return ref.model === "*" || ref.model === wanted.model;
}

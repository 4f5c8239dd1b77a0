// The allowlist: `agents.defaults.modelPolicy.allow` where it is given, else the keys of a map
// `agents.defaults.models` that is not empty (the specification, "Quick rules"). The default model is
// always allowed.
import { formatModelRef, MayrosError, type ModelRef, parseModelRef } from "@mayros/core";
import { type CatalogConfig, defaultModelChoice } from "./catalog-config.ts";
import { findAlias } from "./find-alias.ts";
import type { ProviderSource } from "./provider-source.ts";

/** Throws MAYROS_MODEL_NOT_ALLOWED. */
export function checkAllowed(
  ref: ModelRef,
  config: CatalogConfig,
  providers: ProviderSource,
): void {
  const list = allowlist(config);
  if (!list) return;
  const wanted = formatModelRef(ref);
  const { primary } = defaultModelChoice(config);
  const allowed = primary === undefined ? list.entries : [...list.entries, primary];
  if (allowed.some((entry) => permits(entry, wanted, config, providers))) return;
  throw new MayrosError("MAYROS_MODEL_NOT_ALLOWED", `${wanted} is not in ${list.path}`, {
    hint: "add it there (mayros config file), or pick another: mayros models list",
  });
}

/** Undefined when everything is allowed. */
export function allowlist(
  config: CatalogConfig,
): { readonly path: string; readonly entries: readonly string[] } | undefined {
  const policy = config.agents?.defaults?.modelPolicy?.allow;
  if (policy) return { path: "agents.defaults.modelPolicy.allow", entries: policy };
  const entries = Object.keys(config.agents?.defaults?.models ?? {});
  return entries.length > 0 ? { path: "agents.defaults.models", entries } : undefined;
}

/** An entry is a ref, an alias, or `provider/*`. */
function permits(
  entry: string,
  wanted: string,
  config: CatalogConfig,
  providers: ProviderSource,
): boolean {
  const ref = parseModelRef(entry) ?? parseModelRef(findAlias(config, entry) ?? "");
  if (!ref) return false;
  const provider = providers.aliases.get(ref.provider) ?? ref.provider;
  return ref.model === "*"
    ? wanted.startsWith(`${provider}/`)
    : wanted === formatModelRef({ provider, model: ref.model });
}

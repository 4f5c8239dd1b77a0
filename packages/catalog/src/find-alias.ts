// Short names for models. The CLI writes `models.aliases`; aliases in `agents.defaults.models` are
// read too, because existing configs have them there.
import type { CatalogConfig } from "./catalog-config.ts";

export interface Alias {
  /** As written; found whatever the case. */
  readonly name: string;
  readonly model: string;
  /** Tried after it, when it was asked for by this name. */
  readonly fallbacks: readonly string[];
}

/** All aliases by their names in lower case. */
export function listAliases(config: CatalogConfig): Map<string, Alias> {
  const aliases = new Map<string, Alias>();
  for (const [model, { alias: name }] of Object.entries(config.agents?.defaults?.models ?? {})) {
    if (name) aliases.set(name.toLowerCase(), { name, model, fallbacks: [] });
  }
  for (const [name, target] of Object.entries(config.models?.aliases ?? {})) {
    const { model, fallbacks = [] } = typeof target === "string" ? { model: target } : target;
    aliases.set(name.toLowerCase(), { name, model, fallbacks });
  }
  return aliases;
}

export function findAlias(config: CatalogConfig, name: string): Alias | undefined {
  return listAliases(config).get(name.toLowerCase());
}

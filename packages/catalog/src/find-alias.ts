// Short names for models. The CLI writes `models.aliases`; aliases in `agents.defaults.models` are
// read too, because existing configs have them there.
import type { CatalogConfig } from "./catalog-config.ts";

/** All aliases, lower-cased, with the ref they stand for. */
export function listAliases(config: CatalogConfig): Map<string, string> {
  const aliases = new Map<string, string>();
  for (const [ref, entry] of Object.entries(config.agents?.defaults?.models ?? {})) {
    if (entry.alias) aliases.set(entry.alias.toLowerCase(), ref);
  }
  for (const [name, target] of Object.entries(config.models?.aliases ?? {})) {
    aliases.set(name.toLowerCase(), typeof target === "string" ? target : target.model);
  }
  return aliases;
}

export function findAlias(config: CatalogConfig, name: string): string | undefined {
  return listAliases(config).get(name.toLowerCase());
}

// The names that belong to the plugins that ship with Mayros, read from their index: nobody else's plugin may have them.
import type { Claimant } from "../claims/find-collisions.ts";
import { openPluginIndex } from "../plugin-index/open-plugin-index.ts";

export interface ShippedNames {
  readonly plugins: readonly Claimant[];
  /** Environment variables that they read. */
  readonly env: readonly string[];
}

/** Throws MAYROS_STATE_UNREADABLE. */
export function readShippedNames(builtinFolder: string): ShippedNames {
  const index = openPluginIndex(builtinFolder);
  return {
    plugins: index.plugins.map(({ entry, providers }) => ({ id: entry.id, providers })),
    env: [...new Set(index.plugins.flatMap((plugin) => index.details(plugin).env))],
  };
}

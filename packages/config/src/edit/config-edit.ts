// One change of a config, apart from what makes it so that both the editor and its parts can name it.
import type { ConfigPath } from "../path/config-path.ts";

/**
 * Sets a value, or removes what is there; removing what is nowhere changes nothing, and what only an
 * included file or models.json has cannot be removed.
 */
export type ConfigEdit =
  | { readonly path: ConfigPath; readonly value: unknown; readonly remove?: never }
  | { readonly path: ConfigPath; readonly remove: true; readonly value?: never };

// Which plugins are asked for that did not ship with Mayros, and what was found.
import type { PluginIndex } from "../plugin-index/plugin-index.ts";

export interface StrangerQuery {
  readonly origin: "installed" | "path";
  /** The folder of installed plugins, or the load paths. */
  readonly roots: readonly string[];
  /** Where the index is kept. */
  readonly cacheFolder: string;
  /** Of Mayros and of what ships with it: another one has another idea of what is whose. */
  readonly stamp: string;
}

export interface OpenStrangers {
  readonly index: PluginIndex;
  readonly watched: readonly (readonly [path: string, signature: string])[];
  /** Why it could not be kept for the next start. */
  readonly unkept?: string;
}

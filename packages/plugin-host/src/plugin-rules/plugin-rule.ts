// The shape of a rule, and what is known besides the plugin's files.
import type { PluginFiles } from "./read-plugin-files.ts";
import type { ShippedNames } from "./shipped-names.ts";

export interface PluginRuleOptions {
  /** The name that its npm package must have. */
  readonly packageName?: string;
  /** What belongs to the plugins that ship with Mayros; left out where they are not known. */
  readonly shipped?: ShippedNames | undefined;
}

export interface PluginRule {
  /** Continues "the plugin ...". */
  readonly name: string;
  readonly find: (plugin: PluginFiles, options: PluginRuleOptions) => string[];
}

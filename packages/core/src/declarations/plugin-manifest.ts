// mayros.plugin.json: everything that listing, onboarding, resolving and configuring a plugin needs,
// readable without running its code. No secret is ever substituted into it.
import type { OAuthDeclaration } from "./oauth-declaration.ts";
import type { ProviderDeclaration } from "./provider-declaration.ts";

/** The contract version that this core reads. */
export const MANIFEST_API_VERSION = 1;

export interface PluginManifest {
  $schema?: string;
  /** Kebab-case; the folder name, and what `mayros plugins enable` takes. */
  id: string;
  apiVersion: 1;
  /** Lowest version of @mayros/core it works with. */
  minCore?: string;
  name: string;
  description: string;
  /** Counts for bundled plugins only; others are off until enabled. Default true. */
  enabledByDefault?: boolean;
  status?: "active" | "unofficial" | "retired";
  /** Shown by `plugins list` and before a login when `status` is not `active`. */
  notice?: string;
  /** The plugin or provider to use instead of a retired one. */
  successor?: string;
  /** Module with the code part, inside the plugin's folder; absent for data plugins. */
  entry?: string;
  /** JSON Schema of `plugins.entries.<id>.config`. */
  configSchema?: Record<string, unknown>;
  /** Of its logins. `plugins.entries.<id>.config` may replace every part of it: `OAuthConfig`. */
  oauth?: OAuthDeclaration;
  providers?: Record<string, ProviderDeclaration>;
  /** Wire formats this plugin brings, with other names they go by. */
  apis?: { id: string; aliases?: string[] }[];
  /** Host patterns its credentials may be sent to, besides those of `baseUrl`. */
  hosts?: string[];
  /** Environment variables that its code reads. */
  env?: string[];
  /** Programs that its code runs. */
  exec?: string[];
  /**
   * Files that its code reads; `**` + `/` at the beginning is any folder, an `*` behind it a part of one name, and
   * `$NAME` what that variable holds.
   */
  files?: string[];
  /** Pass-through must parse the request body for its `prepare`. */
  needsBody?: boolean;
  /** A vendor library does its own network; shown to the user. */
  ownTransport?: boolean;
  /**
   * Packages of a vendor that its code imports, name -> exact version: for plugins that ship with Mayros, which then
   * installs them when the plugin is enabled. The package of the plugin has the same in its `dependencies`.
   */
  libraries?: Record<string, string>;
  /** Words after `mayros models auth` -> the auth method that they log in with: `<provider>/<method>`. */
  commandAliases?: Record<string, string>;
  /** Where the facts come from. */
  sources: { url: string; accessed: string }[];
}

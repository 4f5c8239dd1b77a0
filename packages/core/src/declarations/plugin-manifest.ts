// mayros.plugin.json: everything that listing, onboarding, resolving and configuring a plugin needs,
// readable without running its code. No secret is ever substituted into it.
import type { OAuthDeclaration } from "./oauth-declaration.ts";
import type { ProviderDeclaration } from "./provider-declaration.ts";

/** The contract version that this core reads. */
export const MANIFEST_API_VERSION = 1;

export interface PluginManifest {
  /** The JSON Schema of this file, for editors: `./node_modules/@mayros/core/schema/plugin-manifest.json`. */
  $schema?: string;
  /** Kebab-case; the folder name, and what `mayros plugins enable` takes. */
  id: string;
  /** Version of this contract: 1. */
  apiVersion: 1;
  /** Lowest version of @mayros/core it works with; exact. */
  minCore?: string;
  /** What people call it. */
  name: string;
  /** One line, for lists. */
  description: string;
  /** Counts for bundled plugins only; others are off until enabled. Default true. */
  enabledByDefault?: boolean;
  /** `unofficial`: its vendor does not mean it for programs like this one. `retired`: its vendor ended it. Default `active`. */
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
  /** Services whose models it brings, by their ids: what stands before the `/` of a model's name. */
  providers?: Record<string, ProviderDeclaration>;
  /** Wire formats this plugin brings, with other names they go by. */
  apis?: {
    /** The value of `api`, and the name under `codecs` of its code. */
    id: string;
    /** Other names that it goes by. */
    aliases?: string[];
  }[];
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
  sources: {
    /** Where it was read. */
    url: string;
    /** When: `YYYY-MM-DD`. */
    accessed: string;
  }[];
}

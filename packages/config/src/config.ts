// The shape of mayros.json after `${VAR}` substitution and validation. The schema that checks it is
// `validate/config-schema.ts`, apart from here so that reading a config loads no zod.
import type { ConfigProvider, SecretProvider } from "@mayros/core";

/** A model ref alone, or with the refs to try after it. */
export type ModelSelection = string | { primary?: string; fallbacks?: string[] };

/** An entry of `agents.defaults.models`; a non-empty map is an allowlist. */
export interface ModelEntry {
  alias?: string;
  /** Sent to the provider with every request for this model. */
  params?: Record<string, unknown>;
  streaming?: boolean;
}

export interface AgentDefaults {
  /** The default model. */
  model?: ModelSelection;
  /** Used only when the default model cannot take images. */
  imageModel?: ModelSelection;
  /** By ref. */
  models?: Record<string, ModelEntry>;
  /** What may be used: refs and `provider/*`. Takes the place of the allowlist of `models`. */
  modelPolicy?: { allow?: string[] };
}

/** A ref, or a ref with the refs to try after it. */
export type ModelAlias = string | { model: string; fallbacks?: string[] };

export interface ModelsSection {
  /** `replace`: the catalog is exactly `providers`. Default `merge`. */
  mode?: "merge" | "replace";
  /** By provider id. */
  providers?: Record<string, ConfigProvider>;
  /** By alias name. */
  aliases?: Record<string, ModelAlias>;
}

/** What is known about a login; the secret itself is never in the config. */
export interface AuthProfile {
  provider: string;
  mode: "api_key" | "api-key" | "oauth" | "token";
  email?: string;
}

export interface AuthSection {
  /**
   * How secrets are stored: `auto` (default) seals them when the system's keyring answers and else keeps them in files
   * that only their owner can read; `keyring` stores nothing without it; `file` never asks it for new ones.
   */
  store?: "auto" | "keyring" | "file";
  /** Files and programs that secret references name. */
  secretProviders?: Record<string, SecretProvider>;
  /** By profile id. */
  profiles?: Record<string, AuthProfile>;
  /** Profile ids by provider, first to last. */
  order?: Record<string, string[]>;
  /** All in hours, above 0. */
  cooldowns?: {
    billingBackoffHours?: number;
    billingBackoffHoursByProvider?: Record<string, number>;
    billingMaxHours?: number;
    failureWindowHours?: number;
  };
}

export interface PluginEntry {
  enabled?: boolean;
  /** Checked by the `configSchema` of the plugin's manifest. */
  config?: Record<string, unknown>;
  /** What the person agreed to that a stranger's plugin may use: environment variables, hosts. */
  grants?: PluginGrants;
}

export interface PluginGrants {
  env?: string[];
  hosts?: string[];
}

export interface PluginsSection {
  /** false turns every plugin off. Default true. */
  enabled?: boolean;
  /** Not empty: only these plugins. */
  allow?: string[];
  /** Never these, whatever else says otherwise. */
  deny?: string[];
  /** Further plugin files or folders. */
  load?: { paths?: string[] };
  slots?: Record<string, string>;
  /** By plugin id. */
  entries?: Record<string, PluginEntry>;
  /** What was installed from where, by plugin id. */
  installs?: Record<string, Record<string, unknown>>;
}

export interface EnvSection {
  /** Variables; those beside `vars` win over those in it. */
  vars?: Record<string, string>;
  shellEnv?: { enabled?: boolean; timeoutMs?: number };
  [name: string]: unknown;
}

export interface Config {
  $schema?: string;
  agents?: { defaults?: AgentDefaults };
  models?: ModelsSection;
  auth?: AuthSection;
  plugins?: PluginsSection;
  env?: EnvSection;
  gateway?: Record<string, unknown>;
  meta?: Record<string, unknown>;
}

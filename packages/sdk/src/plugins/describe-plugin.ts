// What `mayros plugins info` shows of one plugin. None of its code is run for it.
import type { AuthKind } from "@mayros/core";
import type { PluginState, ProviderBlock } from "@mayros/plugin-host";
import type { Machine } from "../machine/open-machine.ts";
import { findPluginOrOwner } from "./find-plugin.ts";
import { nextStep } from "./next-step.ts";
import { type ShownDetails, shownDetails } from "./shown-details.ts";

export interface PluginProviderInfo {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly api: string;
  readonly baseUrls: readonly string[];
  readonly models: number;
  readonly logins: readonly {
    /** Id of the auth method. */
    readonly method: string;
    readonly kind: AuthKind;
    readonly label: string;
    /** Value of `--auth-choice`. */
    readonly choice?: string;
    readonly flags: readonly string[];
  }[];
}

/** A setting of `plugins.entries.<id>.config`. */
export interface PluginConfigField {
  readonly name: string;
  readonly type?: string;
  readonly description?: string;
  readonly required: boolean;
}

export interface PluginInfo extends Omit<PluginState, "providers">, ShownDetails {
  readonly providers: readonly PluginProviderInfo[];
  readonly config: readonly PluginConfigField[];
  /** The command that a person would want next. */
  readonly next: string;
}

/** By the plugin's id, or by a provider's id or other spelling. Throws MAYROS_PLUGIN_UNKNOWN. */
export async function describePlugin(machine: Machine, name: string): Promise<PluginInfo> {
  const { config, host } = await machine.state();
  const plugin = findPluginOrOwner(host, name);
  const details = host.details(plugin);
  return {
    ...plugin,
    ...shownDetails(details),
    providers: host.blocksOf(plugin).map(describeProvider),
    config: configFields(details.configSchema ?? {}),
    next: nextStep(plugin, config.plugins ?? {}),
  };
}

function describeProvider({ id, declaration, models }: ProviderBlock): PluginProviderInfo {
  const { name, aliases = [], api, baseUrl, baseUrls = [], authMethods } = declaration;
  return {
    id,
    name,
    aliases,
    api,
    baseUrls: [...(baseUrl === undefined ? [] : [baseUrl]), ...baseUrls],
    models: models.length,
    logins: authMethods.map(({ id: method, kind, label, choice, fields = [] }) => ({
      method,
      kind,
      label,
      ...(choice === undefined ? {} : { choice }),
      flags: fields.map(({ flag }) => flag),
    })),
  };
}

/** The top level of a JSON Schema, which somebody else wrote. */
export function configFields(schema: Readonly<Record<string, unknown>>): PluginConfigField[] {
  const { properties, required } = schema;
  if (typeof properties !== "object" || properties === null) return [];
  const must: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(properties).map(([name, field]) => {
    const { type, description } = (typeof field === "object" && field !== null ? field : {}) as {
      type?: unknown;
      description?: unknown;
    };
    const types = [type].flat().filter((each) => typeof each === "string");
    return {
      name,
      ...(types.length === 0 ? {} : { type: types.join(" or ") }),
      ...(typeof description === "string" ? { description } : {}),
      required: must.includes(name),
    };
  });
}

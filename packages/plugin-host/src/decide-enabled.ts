// Whether a plugin is on, and the reason that `mayros plugins list` shows. Pure.

import type { PluginGrants } from "./claims/missing-consent.ts";

/** `path`: of `plugins.load.paths`; `installed`: below the state folder. */
export type PluginOrigin = "bundled" | "path" | "installed";

/** `plugins.entries.<id>`. */
export interface PluginEntrySwitch {
  readonly enabled?: boolean | undefined;
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  readonly grants?: PluginGrants | undefined;
}

/** The `plugins` section of mayros.json, as far as it decides this. */
export interface PluginSwitches {
  readonly enabled?: boolean | undefined;
  readonly allow?: readonly string[] | undefined;
  readonly deny?: readonly string[] | undefined;
  readonly entries?: Readonly<Record<string, PluginEntrySwitch>> | undefined;
}

export interface EnabledDecision {
  readonly enabled: boolean;
  readonly reason: string;
}

export function decideEnabled(
  plugin: { id: string; origin: PluginOrigin; enabledByDefault: boolean },
  switches: PluginSwitches,
): EnabledDecision {
  const off = (reason: string): EnabledDecision => ({ enabled: false, reason });
  if (switches.enabled === false) return off("plugins.enabled is false");
  if (switches.deny?.includes(plugin.id)) return off("plugins.deny names it");
  if (switches.allow?.length && !switches.allow.includes(plugin.id)) {
    return off("plugins.allow does not name it");
  }
  const chosen = entryOf(switches, plugin.id)?.enabled;
  if (chosen !== undefined) {
    return { enabled: chosen, reason: `plugins.entries.${plugin.id}.enabled is ${chosen}` };
  }
  if (plugin.origin === "path") return off("plugins from load paths are off until enabled");
  if (plugin.origin === "installed") return off("installed plugins are off until enabled");
  return plugin.enabledByDefault ? onByDefault : offByDefault;
}

const onByDefault: EnabledDecision = { enabled: true, reason: "on by default" };
const offByDefault: EnabledDecision = { enabled: false, reason: "off by default" };

/** `constructor` is no entry, whatever JavaScript says. */
export function entryOf(switches: PluginSwitches, id: string): PluginEntrySwitch | undefined {
  const { entries } = switches;
  return entries && Object.hasOwn(entries, id) ? entries[id] : undefined;
}

/** Why a plugin would stay off even if its entry said `enabled`; undefined when that would turn it on. */
export function keptOffBy(
  plugin: Parameters<typeof decideEnabled>[0] & { readonly problem?: string },
  switches: PluginSwitches,
): string | undefined {
  if (plugin.problem !== undefined) return plugin.problem;
  const own = { ...entryOf(switches, plugin.id), enabled: true };
  const entries = { ...switches.entries, [plugin.id]: own };
  const { enabled, reason } = decideEnabled(plugin, { ...switches, entries });
  return enabled ? undefined : reason;
}

// The command that a person would want next, by what keeps a plugin off. Pure.
import { formatPath } from "@mayros/config";
import type { PluginState, PluginSwitches } from "@mayros/plugin-host";

/** Undefined where `plugins enable` is all that is needed. */
export function switchFix(id: string, switches: PluginSwitches): string | undefined {
  const { enabled, allow = [], deny = [] } = switches;
  if (enabled === false) return "mayros config set plugins.enabled true";
  const denied = deny.indexOf(id);
  if (denied >= 0) return `mayros config unset '${formatPath(["plugins", "deny", denied])}'`;
  if (allow.length > 0 && !allow.includes(id)) {
    return `mayros config set plugins.allow '${JSON.stringify([...allow, id])}'`;
  }
  return undefined;
}

export function nextStep(plugin: PluginState, switches: PluginSwitches): string {
  if (plugin.problem !== undefined) return plugin.fix ?? "mayros plugins doctor";
  if (plugin.fix !== undefined) return plugin.fix;
  if (!plugin.enabled)
    return switchFix(plugin.id, switches) ?? `mayros plugins enable ${plugin.id}`;
  const [provider] = plugin.providers;
  if (provider === undefined) return `mayros plugins disable ${plugin.id}`;
  return `mayros models list --all --provider ${provider}`;
}

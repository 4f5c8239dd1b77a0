// Shows the plugin host to the catalog, without the providers that the config disabled, and with the
// models that servers were seen to have.
import type { ProviderSource } from "@mayros/catalog";
import type { OAuthConfig } from "@mayros/core";
import { entryOf, keptOffBy, type PluginHost, type PluginSwitches } from "@mayros/plugin-host";
import { modelsToAsk } from "../discovery/lay-seen.ts";
import type { SeenServer } from "../discovery/seen-server.ts";

export function providerSource(
  host: PluginHost,
  disabled: Readonly<Record<string, string>>,
  switches: PluginSwitches,
  seen: (provider: string) => SeenServer | undefined,
): ProviderSource {
  const isDisabled = (id: string): boolean => Object.hasOwn(disabled, id);
  return {
    ids: [...host.providers.keys()].filter((id) => !isDisabled(id)),
    aliases: host.aliases,
    find(id) {
      const block = isDisabled(id) ? undefined : host.provider(id);
      if (!block) return undefined;
      const server = seen(id);
      const { apiBaseUrl } = (entryOf(switches, block.plugin)?.config ?? {}) as OAuthConfig;
      return {
        ...block,
        ...(server ? { models: modelsToAsk(block.models, server, host.providers.get(id)) } : {}),
        ...(apiBaseUrl === undefined ? {} : { apiBaseUrl }),
      };
    },
    whyOff(id) {
      if (isDisabled(id)) {
        return { message: `${id} is disabled: ${disabled[id]}`, hint: "mayros config validate" };
      }
      const owner = host.ownerOf(id);
      if (!owner || owner.enabled) return undefined;
      const stuck = keptOffBy(owner, switches) !== undefined;
      const hint = `mayros plugins ${stuck ? "info" : "enable"} ${owner.id}`;
      return {
        message: `${id} comes with the plugin ${owner.id}, which is off: ${owner.reason}`,
        hint,
      };
    },
    findApi(name) {
      const found = host.findApi(name);
      if (!found) return undefined;
      const { api, plugin } = found;
      if (plugin.enabled) return { api };
      const stuck = keptOffBy(plugin, switches) !== undefined;
      return {
        api,
        off: {
          message: `comes with the plugin ${plugin.id}, which is off: ${plugin.reason}`,
          hint: `mayros plugins ${stuck ? "info" : "enable"} ${plugin.id}`,
        },
      };
    },
  };
}

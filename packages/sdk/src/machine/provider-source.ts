// Shows the plugin host to the catalog, without the providers that the config disabled.
import type { ProviderSource } from "@mayros/catalog";
import { keptOffBy, type PluginHost, type PluginSwitches } from "@mayros/plugin-host";

export function providerSource(
  host: PluginHost,
  disabled: Readonly<Record<string, string>>,
  switches: PluginSwitches,
): ProviderSource {
  const isDisabled = (id: string): boolean => Object.hasOwn(disabled, id);
  return {
    ids: [...host.providers.keys()].filter((id) => !isDisabled(id)),
    aliases: host.aliases,
    find: (id) => (isDisabled(id) ? undefined : host.provider(id)),
    whyOff(id) {
      if (isDisabled(id)) {
        return { message: `${id} is disabled: ${disabled[id]}`, hint: "mayros config validate" };
      }
      const owner = host.ownerOf(id);
      if (!owner || owner.enabled) return undefined;
      const stuck = keptOffBy(owner, switches) !== undefined;
      const hint = stuck ? "mayros config get plugins" : `mayros plugins enable ${owner.id}`;
      return {
        message: `${id} comes with the plugin ${owner.id}, which is off: ${owner.reason}`,
        hint,
      };
    },
  };
}

// Shows the plugin host to the catalog, without the providers that the config disabled.
import type { ProviderSource } from "@mayros/catalog";
import type { PluginHost } from "@mayros/plugin-host";

export function providerSource(
  host: PluginHost,
  disabled: Readonly<Record<string, string>>,
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
      const hint =
        owner.problem === undefined ? `mayros plugins enable ${owner.id}` : "mayros plugins list";
      return {
        message: `${id} comes with the plugin ${owner.id}, which is off: ${owner.reason}`,
        hint,
      };
    },
  };
}

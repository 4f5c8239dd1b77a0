// Shows the plugin host to the catalog, without the providers that the config disabled.
import type { ProviderSource } from "@mayros/catalog";
import type { MachineState } from "./open-machine.ts";

export function providerSource({ config, host }: MachineState): ProviderSource {
  const disabled = config.disabledProviders;
  return {
    ids: [...host.providers.keys()].filter((id) => !Object.hasOwn(disabled, id)),
    aliases: host.aliases,
    find: (id) => (Object.hasOwn(disabled, id) ? undefined : host.provider(id)),
    disabledOwner: (id) => {
      const owner = host.ownerOf(id);
      return owner && !owner.enabled ? owner.id : undefined;
    },
  };
}

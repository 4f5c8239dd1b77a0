// What the server of a provider last said, at the address where the config has it. Cheap: a provider
// without a server is answered from the index alone.
import type { Config } from "@mayros/config";
import type { OAuthConfig } from "@mayros/core";
import { entryOf, type PluginHost, type ProviderBlock } from "@mayros/plugin-host";
import type { DiscoveryCache } from "./discovery-cache.ts";
import type { SeenServer } from "./seen-server.ts";

/** Where the provider's server is. */
function serverUrl(
  { id, plugin, declaration }: ProviderBlock,
  { models, plugins }: Config,
): string | undefined {
  const { apiBaseUrl } = (entryOf(plugins ?? {}, plugin)?.config ?? {}) as OAuthConfig;
  const own = models?.providers?.[id]?.baseUrl ?? apiBaseUrl;
  return own ?? declaration.baseUrl ?? declaration.baseUrls?.[0];
}

export function findSeen(
  host: PluginHost,
  config: Config,
  cache: DiscoveryCache,
): (provider: string) => SeenServer | undefined {
  return (provider) => {
    if (!host.providers.get(provider)?.discovers || !cache.knows(provider)) return undefined;
    const block = host.provider(provider);
    const baseUrl = block && serverUrl(block, config);
    return baseUrl === undefined ? undefined : cache.find(provider, baseUrl);
  };
}

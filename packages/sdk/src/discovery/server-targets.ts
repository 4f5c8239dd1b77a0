// Which servers can be asked for their models, and which of them are asked unnamed: asking sends a
// request to a port of this machine, so there must be a sign that its server is meant.
import { type Provider, resolveProvider } from "@mayros/catalog";
import { isLocalHost } from "@mayros/core";
import { hasCredential, prefixesWithKeys, resolveConfigKey } from "@mayros/credentials";
import type { DiscoverRequest } from "@mayros/engine";
import type { MachineState } from "../machine/open-machine.ts";

export interface ServerTarget {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly kind: DiscoverRequest["kind"];
  /** On this machine or its private network. */
  readonly local: boolean;
  /** It needs no key, has one, its variable is set, or the config says where it is. */
  readonly meant: boolean;
}

export function serverTargets(
  state: MachineState,
  profileProviders: ReadonlySet<string>,
): ServerTarget[] {
  return [...state.providers.ids].flatMap((id) => serverTarget(id, state, profileProviders) ?? []);
}

/** `models.mode: replace` takes the list from the config alone: nobody is asked then. */
export function serverTarget(
  id: string,
  state: MachineState,
  profileProviders: ReadonlySet<string>,
): ServerTarget | undefined {
  const { config, env, host, providers } = state;
  if (config.models?.mode === "replace" || !host.providers.get(id)?.discovers) return undefined;
  const discover = providers.find(id)?.declaration.discover;
  const provider = resolveProvider(id, config, providers);
  const { baseUrl } = provider;
  if (!discover || baseUrl === undefined) return undefined;
  const { whenEnv } = discover;
  const meant =
    (whenEnv === undefined ? provider.keyless : Boolean(env[whenEnv])) ||
    config.models?.providers?.[id]?.baseUrl !== undefined ||
    hasAnyKey(provider, state, profileProviders);
  return {
    provider,
    baseUrl,
    kind: discover.kind,
    local: isLocalHost(new URL(baseUrl).hostname),
    meant,
  };
}

function hasAnyKey(
  { id, keyPrefix, extraKeys }: Provider,
  { config, env }: MachineState,
  profileProviders: ReadonlySet<string>,
): boolean {
  return (
    resolveConfigKey({ apiKey: config.models?.providers?.[id]?.apiKey, env }) !== undefined ||
    hasCredential({
      ...{ provider: id, profileProviders, prefix: keyPrefix, extraKeys, env },
      prefixesWithKeys: prefixesWithKeys(env),
    })
  );
}

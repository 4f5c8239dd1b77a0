// Which servers can be asked for their models, and which of them are asked unnamed: asking sends a
// request to a port of this machine or a key to a vendor, so there must be a sign that the server is meant.
import { type Provider, resolveProvider } from "@mayros/catalog";
import { type DiscoverDeclaration, isLocalHost } from "@mayros/core";
import { hasCredential, prefixesWithKeys, resolveConfigKey } from "@mayros/credentials";
import type { MachineState } from "../machine/open-machine.ts";
import { findAmbient } from "../run/find-ambient.ts";
import { extraKeysFor } from "../run/own-server.ts";

export interface ServerTarget {
  readonly provider: Provider;
  readonly baseUrl: string;
  readonly discover: DiscoverDeclaration;
  /** On this machine or its private network. */
  readonly local: boolean;
  /** It needs no key, has one, its variable is set, or the config says where it is. */
  readonly meant: boolean;
}

/** What there is to be a sign. */
export interface Signs {
  /** Providers that somebody logged in to. */
  readonly profileProviders: ReadonlySet<string>;
  readonly home: string;
}

export function serverTargets(state: MachineState, signs: Signs): ServerTarget[] {
  return [...state.providers.ids].flatMap((id) => serverTarget(id, state, signs) ?? []);
}

/** `models.mode: replace` takes the list from the config alone: nobody is asked then. */
export function serverTarget(
  id: string,
  state: MachineState,
  signs: Signs,
): ServerTarget | undefined {
  const { config, env, host, providers } = state;
  if (config.models?.mode === "replace" || !host.providers.get(id)?.discovers) return undefined;
  const discover = providers.find(id)?.declaration.discover;
  const provider = resolveProvider(id, config, providers);
  const { baseUrl } = provider;
  if (!discover || baseUrl === undefined) return undefined;
  const { whenEnv, onRefresh = false } = discover;
  const open = onRefresh
    ? findAmbient(provider.authMethods, { env, home: signs.home }) !== undefined
    : whenEnv === undefined && provider.keyless;
  const meant =
    open ||
    (whenEnv !== undefined && Boolean(env[whenEnv])) ||
    config.models?.providers?.[id]?.baseUrl !== undefined ||
    hasAnyKey(provider, state, signs);
  const hostname = URL.parse(baseUrl)?.hostname;
  return {
    provider,
    baseUrl,
    discover,
    local: hostname !== undefined && isLocalHost(hostname),
    meant,
  };
}

function hasAnyKey(
  { id, keyPrefix, extraKeys, profilesFrom }: Provider,
  state: MachineState,
  { profileProviders }: Signs,
): boolean {
  const { config, env } = state;
  return (
    resolveConfigKey({ apiKey: config.models?.providers?.[id]?.apiKey, env }) !== undefined ||
    (profilesFrom !== undefined && profileProviders.has(profilesFrom)) ||
    hasCredential({
      ...{ provider: id, profileProviders, prefix: keyPrefix, env },
      extraKeys: extraKeysFor(state, { id, extraKeys }),
      prefixesWithKeys: prefixesWithKeys(env),
    })
  );
}

// What servers said of their models the last time: for lists, which ask nobody.
import type { Machine } from "../machine/open-machine.ts";

/** A server that was seen, for lists. */
export interface SeenSummary {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly models: number;
  /** ms since the epoch. */
  readonly at: number;
  /** A service in the cloud, which is asked by `mayros models refresh` alone. */
  readonly cloud: boolean;
}

export interface SeenFilter {
  /** false: servers of the person's own alone, which are few and change by the hour. */
  readonly cloud?: boolean | undefined;
}

/** Asks nobody. */
export async function listSeenServers(
  machine: Machine,
  filter: SeenFilter = {},
): Promise<SeenSummary[]> {
  const { config, host, providers, seen } = await machine.state();
  if (config.models?.mode === "replace") return [];
  return [...providers.ids].flatMap((provider) => {
    if (filter.cloud === false && host.providers.get(provider)?.onRefresh) return [];
    const server = seen(provider);
    if (!server) return [];
    const { baseUrl, at, models } = server;
    const { name = provider, onRefresh: cloud = false } = host.providers.get(provider) ?? {};
    return [{ provider, name, baseUrl, models: models.length, at, cloud }];
  });
}

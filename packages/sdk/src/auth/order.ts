// In which order the stored credentials of a provider are tried: `mayros models auth order`.
import { findProvider } from "@mayros/catalog";
import type { Machine } from "../machine/open-machine.ts";
import { unknownProfile } from "./unknown-profile.ts";

export interface AuthOrder {
  readonly provider: string;
  /** Profile ids in the order that was set; empty where none was. */
  readonly order: readonly string[];
  /** Who set it: the config (`auth.order`), which goes first, or this command. */
  readonly from: "config" | "store" | undefined;
  /** Stored profiles that the order does not name: they are not asked. */
  readonly left: readonly string[];
}

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED, as the others here. */
export async function readOrder(machine: Machine, typed: string): Promise<AuthOrder> {
  const { config, provider, profiles } = await find(machine, typed);
  const ofConfig = config.auth?.order?.[provider];
  const stored = await machine.profiles().order(provider);
  const order = ofConfig ?? stored;
  const from = ofConfig ? "config" : stored.length > 0 ? "store" : undefined;
  const left = from === undefined ? [] : profiles.filter((id) => !order.includes(id));
  return { provider, order, from, left };
}

/** Throws MAYROS_PROFILE_UNKNOWN for an id that no profile of the provider has. */
export async function setOrder(
  machine: Machine,
  typed: string,
  ids: readonly string[],
): Promise<AuthOrder> {
  const { provider, profiles, config } = await find(machine, typed);
  for (const id of ids) if (!profiles.includes(id)) throw unknownProfile(id, profiles, provider);
  await machine.profiles().setOrder(provider, [...new Set(ids)]);
  if (config.auth?.order?.[provider] !== undefined) {
    machine.warn(`auth.order.${provider} of the config goes before what was set now`);
  }
  return readOrder(machine, typed);
}

export async function clearOrder(machine: Machine, typed: string): Promise<AuthOrder> {
  const { provider } = await find(machine, typed);
  await machine.profiles().clearOrder(provider);
  return readOrder(machine, typed);
}

async function find(machine: Machine, typed: string) {
  const { config, providers } = await machine.state();
  const provider = findProvider(typed, config, providers);
  const shared = provider.profilesFrom;
  const store = machine.profiles();
  const stored = [
    ...(await store.list(provider.id)),
    ...(shared === undefined ? [] : await store.list(shared)),
  ];
  return { config, provider: provider.id, profiles: stored.map(({ id }) => id) };
}

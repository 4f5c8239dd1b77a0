// `mayros models auth logout`: forgets one stored credential, or all of a provider. The vendor is not told.
import { normalProviderId } from "@mayros/catalog";
import { MayrosError, shellWord } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { unknownProfile } from "./unknown-profile.ts";

export interface LogoutResult {
  /** Ids of the profiles that were removed. */
  readonly removed: readonly string[];
}

/** Throws MAYROS_PROFILE_UNKNOWN. */
export async function logout(machine: Machine, profileId: string): Promise<LogoutResult> {
  if (await machine.profiles().remove(profileId)) return { removed: [profileId] };
  const known = (await machine.profiles().list()).map((profile) => profile.id);
  throw unknownProfile(profileId, known);
}

/**
 * All of a provider, by id or alias; it need not be one that can be used: plugins go, and what they stored is
 * still there. Throws MAYROS_PROFILE_UNKNOWN where nothing is stored for it.
 */
export async function logoutProvider(machine: Machine, typed: string): Promise<LogoutResult> {
  const stored = await listOfProvider(machine, typed);
  const removed: string[] = [];
  for (const id of stored) if (await machine.profiles().remove(id)) removed.push(id);
  if (removed.length > 0) return { removed };
  throw new MayrosError("MAYROS_PROFILE_UNKNOWN", `nothing is stored for ${shellWord(typed)}`, {
    hint: "mayros models auth list",
  });
}

async function listOfProvider(machine: Machine, typed: string): Promise<string[]> {
  const all = await machine.profiles().list();
  const name = typed.trim().toLowerCase();
  // A broken config must keep nobody from logging out.
  const id = await machine.state().then(
    ({ host, providers }) => {
      const normal = normalProviderId(name, providers);
      const off = host.ownerOf(normal);
      const block =
        off && host.blocksOf(off).find(({ declaration }) => declaration.aliases?.includes(normal));
      return block?.id ?? normal;
    },
    () => name,
  );
  return all.filter(({ provider }) => provider === id).map((profile) => profile.id);
}

// `mayros models auth list`: what is stored, whose it is, how long it will do and where it is kept. No secrets.
import { findProvider } from "@mayros/catalog";
import type { ProfileSummary } from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";
import { type ProfileHealth, profileHealth, profileHealths } from "../models/profile-health.ts";

export interface ListedProfile
  extends ProfileSummary,
    Pick<ProfileHealth, "health" | "remainingMs" | "kept" | "renew"> {}

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED for `provider`, which may be an alias. */
export async function listProfiles(machine: Machine, typed?: string): Promise<ListedProfile[]> {
  const profiles = await machine.profiles().list(typed && (await providerId(machine, typed)));
  const now = machine.now();
  // A config that is broken hides no login; it only knows less of it.
  const healths = await machine.state().then(
    (state) => profileHealths(profiles, state, now),
    () => profiles.map((profile) => profileHealth(profile, now)),
  );
  return profiles.map((profile, index) => withHealth(profile, healths[index]));
}

function withHealth(profile: ProfileSummary, health: ProfileHealth | undefined): ListedProfile {
  if (!health) throw new Error(`${profile.id} has no health`);
  const { remainingMs, kept, renew } = health;
  return {
    ...profile,
    health: health.health,
    ...(remainingMs === undefined ? {} : { remainingMs }),
    ...{ kept, renew },
  };
}

async function providerId(machine: Machine, typed: string): Promise<string> {
  const { config, providers } = await machine.state();
  return findProvider(typed, config, providers).id;
}

// `mayros models auth refresh`: new tokens now, whatever the old ones' time says.
import { MayrosError } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { freshenProfile } from "../run/freshen-profile.ts";
import { unknownProfile } from "./unknown-profile.ts";

export interface RefreshedProfile {
  readonly profileId: string;
  readonly provider: string;
  /** Of the new token, in ms since the epoch. */
  readonly expiresAt?: number | undefined;
  /** Why there is none. */
  readonly error?: MayrosError;
}

export interface RefreshOptions {
  /** Ends it after the profile whose token is being spent. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * One profile, or all that can be renewed. Of several each has its own outcome; throws MAYROS_PROFILE_UNKNOWN,
 * MAYROS_USAGE for a profile that can't be renewed, and MAYROS_ABORTED.
 */
export async function refreshProfiles(
  machine: Machine,
  profileId?: string,
  { signal }: RefreshOptions = {},
): Promise<RefreshedProfile[]> {
  const stored = await machine.profiles().list();
  if (profileId !== undefined) {
    const found = stored.find(({ id }) => id === profileId);
    const known = stored.map(({ id }) => id);
    if (!found) throw unknownProfile(profileId, known);
    if (!found.renewable) {
      throw new MayrosError(
        "MAYROS_USAGE",
        `${profileId} can't be renewed: it holds no refresh token`,
        {
          hint: "mayros models auth list",
        },
      );
    }
    return [await refresh(machine, profileId, signal)];
  }
  const outcomes: RefreshedProfile[] = [];
  for (const { id, renewable } of stored) {
    if (renewable) outcomes.push(await refresh(machine, id, signal));
  }
  return outcomes;
}

async function refresh(
  machine: Machine,
  profileId: string,
  signal: AbortSignal | undefined,
): Promise<RefreshedProfile> {
  if (signal?.aborted) throw new MayrosError("MAYROS_ABORTED", "the refresh was cancelled");
  const profile = await machine.profiles().read(profileId);
  if (!profile) throw unknownProfile(profileId, []);
  const { provider, revision } = profile;
  try {
    const state = await machine.state();
    const how = { rejected: revision, signal };
    const { credential } = await freshenProfile(machine, state, profile, how);
    const expiresAt = credential.type === "oauth" ? credential.expiresAt : undefined;
    return { profileId, provider, expiresAt };
  } catch (error) {
    if (signal?.aborted || !MayrosError.isInstance(error)) throw error;
    return { profileId, provider, error };
  }
}

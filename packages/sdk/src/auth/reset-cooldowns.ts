// Ends cooldowns before their time: a quota was raised, a bill was paid.
import { MayrosError, nearestName } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export interface ResetCooldowns {
  /** How many ended. */
  readonly cleared: number;
}

/**
 * Of all credentials, or of one: a profile id, or the name of a key's variable. Throws
 * MAYROS_PROFILE_UNKNOWN for a name that neither cools nor is a profile.
 */
export async function resetCooldowns(machine: Machine, name?: string): Promise<ResetCooldowns> {
  const cleared = await machine.memory().reset(name);
  if (cleared === 0 && name !== undefined) await requireKnown(machine, name);
  return { cleared };
}

async function requireKnown(machine: Machine, name: string): Promise<void> {
  const profiles = (await machine.profiles().list()).map(({ id }) => id);
  const { env } = await machine.state();
  if (profiles.includes(name) || env[name] !== undefined) return;
  const cooling = (await machine.memory().listCooldowns()).map((each) => each.name);
  const nearest = nearestName(name, [...profiles, ...cooling]);
  throw new MayrosError(
    "MAYROS_PROFILE_UNKNOWN",
    `no profile and no key is called "${name}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: "mayros models status" },
  );
}

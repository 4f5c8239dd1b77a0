// Ends cooldowns before their time: a quota was raised, a bill was paid.
import { formatPath } from "@mayros/config";
import { didYouMean, MayrosError, nearestName } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export interface ResetCooldowns {
  /** How many ended. */
  readonly cleared: number;
}

/**
 * Of all credentials, or of one: a profile id, the name of a key's variable, or where in the config it stands.
 * Throws MAYROS_PROFILE_UNKNOWN for a name that nothing goes by, MAYROS_STATE_UNREADABLE where they can't be
 * ended for all processes.
 */
export async function resetCooldowns(machine: Machine, name?: string): Promise<ResetCooldowns> {
  const cleared = await machine.memory().reset(name);
  // Where what is cooling can't be read, that is said: nothing is known then, which is not nothing.
  if (cleared === 0) await machine.memory().listCooldowns();
  if (cleared === 0 && name !== undefined) await requireKnown(machine, name);
  return { cleared };
}

async function requireKnown(machine: Machine, name: string): Promise<void> {
  const profiles = (await machine.profiles().list()).map(({ id }) => id);
  const { env, config, providerPath } = await machine.state();
  const configKeys = Object.keys(config.models?.providers ?? {}).map((id) =>
    formatPath([...providerPath(id), "apiKey"]),
  );
  if ([...profiles, ...configKeys].includes(name) || env[name] !== undefined) return;
  const cooling = (await machine.memory().listCooldowns()).map((each) => each.name);
  // A list goes by its variable's name as well.
  const lists = cooling.map((each) => each.replace(/\[\d+\]$/, ""));
  const nearest = nearestName(name, [...profiles, ...lists, ...cooling]);
  throw new MayrosError(
    "MAYROS_PROFILE_UNKNOWN",
    `no profile and no key is called "${name}"${didYouMean(nearest)}`,
    { hint: "mayros models status" },
  );
}

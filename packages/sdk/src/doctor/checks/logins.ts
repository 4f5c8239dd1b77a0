// Stored logins that are of no use any more, or soon, with the command that gets a new one. Pure.
import { resolveProvider } from "@mayros/catalog";
import { MayrosError, shellWord } from "@mayros/core";
import type { MachineState } from "../../machine/open-machine.ts";
import { type ProfileHealth, profileHealth, profileHealths } from "../../models/profile-health.ts";
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";

export function checkLogins({ state, store, now }: Facts): Problem[] {
  const stored = store.profiles.flatMap(({ summary }) => summary ?? []);
  const healths = state
    ? profileHealths(stored, state, now)
    : stored.map((profile) => profileHealth(profile, now));
  return healths.flatMap(
    (health) => (state && checkProvider(health, state)) ?? checkHealth(health) ?? [],
  );
}

function checkHealth({ profileId, health, dead, expiresAt, renew }: ProfileHealth) {
  const id = shellWord(profileId);
  switch (health) {
    case "dead":
      return problem("warning", `the login ${id} needs to be done anew: ${dead?.reason}`, renew);
    case "expired":
      return problem("warning", `the login ${id} has expired`, renew);
    case "expiring":
      return problem("note", `the login ${id} ends ${dayOf(expiresAt)}`, renew);
    default:
      return undefined;
  }
}

/** One of a plugin that is off stands among the keys (keys.ts). */
function checkProvider({ profileId, provider }: ProfileHealth, state: MachineState) {
  try {
    resolveProvider(provider, state.config, state.providers);
    return undefined;
  } catch (error) {
    if (!MayrosError.isInstance(error) || error.code !== "MAYROS_PROVIDER_UNKNOWN")
      return undefined;
    const id = shellWord(profileId);
    const message = `the login ${id} is of no use: no plugin and no config brings ${provider}`;
    return problem("note", message, `mayros models auth logout ${id}`);
  }
}

const problem = (severity: Problem["severity"], message: string, command: string): Problem => ({
  severity,
  message,
  command,
});

const dayOf = (ms = 0): string => `on ${new Date(ms).toISOString().slice(0, 10)}`;

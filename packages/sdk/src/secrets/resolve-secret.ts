// Finds what a secret reference of the config or of a stored profile stands for, once per process and place.
import type { SecretReference } from "@mayros/core";
import { resolveSecretReference } from "@mayros/credentials";
import { fromConfig, type Machine, type MachineState } from "../machine/open-machine.ts";

/**
 * Rejects with MAYROS_SECRET_UNAVAILABLE: nothing else is asked in its place. What could be read is kept until the
 * process ends or the config says something else of its provider; what could not is tried again by the next request.
 */
export function resolveSecret(
  machine: Machine,
  { config, env }: MachineState,
  reference: SecretReference,
): Promise<string> {
  const providers = config.auth?.secretProviders ?? {};
  const toPath = (path: string): string => fromConfig(path, machine.locations);
  if (reference.source === "env")
    return resolveSecretReference(reference, { env, providers, toPath });
  const place = JSON.stringify([reference, providers[reference.provider]]);
  const known = machine.secrets.get(place);
  if (known) return known;
  const reading = resolveSecretReference(reference, { env, providers, toPath });
  machine.secrets.set(place, reading);
  reading.catch(() => machine.secrets.delete(place));
  return reading;
}

// Finds what a secret reference of the config or of a stored profile stands for, once per process and place.
import type { SecretReference } from "@mayros/core";
import { resolveSecretReference } from "@mayros/credentials";
import { fromConfig, type Machine, type MachineState } from "../machine/open-machine.ts";
import type { KeptSecret } from "./secret-memory.ts";

/** ms between two looks for the sake of refused secrets: a program that is asked may ask a person. */
const BETWEEN = 30_000;

/**
 * Rejects with MAYROS_SECRET_UNAVAILABLE: nothing else is asked in its place. What could be read is kept until the
 * process ends, the config says something else of its provider, or a server refuses it (`refused`); what could not is
 * tried again by the next request.
 */
export async function resolveSecret(
  machine: Machine,
  { config, env }: MachineState,
  reference: SecretReference,
  refused?: string,
): Promise<string> {
  const providers = config.auth?.secretProviders ?? {};
  const toPath = (path: string): string => fromConfig(path, machine.locations);
  const read = (): Promise<string> => resolveSecretReference(reference, { env, providers, toPath });
  if (reference.source === "env") return read();
  const place = JSON.stringify([reference, providers[reference.provider]]);
  const known = machine.secrets.get(place);
  if (known && !(await isRefused(known, refused, machine.now()))) return known.reading;
  // Whoever else was refused may have looked meanwhile.
  const newer = machine.secrets.get(place);
  if (newer && newer !== known) return newer.reading;
  const kept = { reading: read(), ...(refused === undefined ? {} : { again: machine.now() }) };
  machine.secrets.set(place, kept);
  kept.reading.catch(() => {
    if (machine.secrets.get(place) === kept) machine.secrets.delete(place);
  });
  return kept.reading;
}

async function isRefused(
  { reading, again }: KeptSecret,
  refused: string | undefined,
  now: number,
): Promise<boolean> {
  if (refused === undefined || (again !== undefined && Math.abs(now - again) < BETWEEN))
    return false;
  return (await reading.catch(() => undefined)) === refused;
}

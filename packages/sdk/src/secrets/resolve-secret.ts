// Finds what a secret reference of the config stands for.
import { type Environment, MayrosError, type SecretReference } from "@mayros/core";

/** Throws MAYROS_SECRET_UNAVAILABLE: nothing else is asked in its place. */
export async function resolveSecret(reference: SecretReference, env: Environment): Promise<string> {
  const value = reference.source === "env" ? env[reference.id]?.trim() : undefined;
  if (value) return value;
  throw new MayrosError("MAYROS_SECRET_UNAVAILABLE", `${reference.id} is not set`, {
    hint: `set ${reference.id}`,
  });
}

// Stores where a key stands, in the place of the key.
import { MayrosError, type SecretReference } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { parseReference } from "./parse-reference.ts";
import { referenceProblem } from "./reference-problem.ts";

/**
 * Warns of what keeps it from being followed as things are now. Throws MAYROS_USAGE for a text that is no reference, and
 * for one that names a secret provider which the config has not.
 */
export async function storeReference(
  machine: Machine,
  provider: string,
  profileId: string,
  given: string | SecretReference,
  fields: Readonly<Record<string, string>> = {},
): Promise<{ replaced: boolean }> {
  const reference = await parseReference(typeof given === "string" ? given : JSON.stringify(given));
  const state = await machine.state();
  const problem = referenceProblem(machine, state, reference);
  const known = state.config.auth?.secretProviders ?? {};
  if (problem && reference.source !== "env" && !Object.hasOwn(known, reference.provider)) {
    throw new MayrosError("MAYROS_USAGE", problem.what, { hint: problem.hint });
  }
  if (problem) machine.warn(`${problem.what}; next: ${problem.hint}`);
  return machine.profiles().saveReference(profileId, provider, reference, "api-key", fields);
}

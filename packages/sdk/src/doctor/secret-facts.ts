// Looks at every secret reference of the config and of the store as far as that can be done without reading a secret or
// starting a program.
import { formatPath } from "@mayros/config";
import type { SecretReference } from "@mayros/core";
import { describeReference, type InspectedStore, type SecretProblem } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { referenceProblem } from "../secrets/reference-problem.ts";

export interface SecretFacts {
  /** Where in the config it stands, or the profile. */
  readonly place: string;
  readonly reference: string;
  readonly problem?: SecretProblem;
}

export function secretFacts(
  machine: Machine,
  state: MachineState,
  store: InspectedStore,
): SecretFacts[] {
  const found = [...inProviders(state), ...inPlugins(state), ...inStore(store)];
  return found.map(({ place, reference }) => {
    const problem = referenceProblem(machine, state, reference);
    return { place, reference: describeReference(reference), ...(problem && { problem }) };
  });
}

interface Placed {
  readonly place: string;
  readonly reference: SecretReference;
}

function inProviders({ config, providerPath }: MachineState): Placed[] {
  return Object.entries(config.models?.providers ?? {}).flatMap(([id, { apiKey }]) =>
    typeof apiKey === "object"
      ? [{ place: formatPath([...providerPath(id), "apiKey"]), reference: apiKey }]
      : [],
  );
}

function inPlugins({ config }: MachineState): Placed[] {
  return Object.entries(config.plugins?.entries ?? {}).flatMap(([id, { config: own }]) => {
    const secret = own?.clientSecret;
    if (typeof secret !== "object" || secret === null) return [];
    const place = formatPath(["plugins", "entries", id, "config", "clientSecret"]);
    return [{ place, reference: secret as SecretReference }];
  });
}

function inStore({ profiles }: InspectedStore): Placed[] {
  return profiles.flatMap(({ id, reference }) =>
    reference ? [{ place: `the profile ${id}`, reference }] : [],
  );
}

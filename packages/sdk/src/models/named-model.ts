// The model that somebody named in a command that writes it down.
import { lookUpModel, type ResolvedModel, resolveModel, resolveRef } from "@mayros/catalog";
import { formatModelRef } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";
import { isUnlisted } from "./is-unlisted.ts";

export interface NamedModel {
  /** `provider/model`, the provider's id normal; an alias is resolved. */
  readonly model: string;
  /** False for an id that the lists of its provider don't have: it is sent all the same. */
  readonly known: boolean;
}

/** Throws what `resolveModel` throws: it must be one that may be used. */
export function nameModel(text: string, state: MachineState): NamedModel {
  return describe(resolveModel(text, state.config, state.providers), state);
}

/** The same without asking the allowlist. */
export function nameAnyModel(text: string, state: MachineState): NamedModel {
  const { config, providers } = state;
  return describe(lookUpModel(resolveRef(text, config, providers), config, providers), state);
}

function describe(resolved: ResolvedModel, state: MachineState): NamedModel {
  return { model: formatModelRef(resolved.ref), known: !isUnlisted(resolved, state) };
}

/** How a text of the config is compared with others: as a ref where it is one, else as it stands. */
export function normalText(
  text: string,
  { config, providers }: Pick<MachineState, "config" | "providers">,
): string {
  try {
    return formatModelRef(resolveRef(text, config, providers));
  } catch {
    return text;
  }
}

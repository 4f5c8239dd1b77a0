// The models of one request in the order in which they are asked: the chosen one, then the fallbacks
// of that choice (design: "Fallbacks"). Pure.
import { requestFallbacks, resolveRef } from "@mayros/catalog";
import { formatModelRef } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";
import { chooseModel, type ModelWish } from "./choose-model.ts";

export interface ChainEntry {
  /** For people and events, also where it can't be resolved. */
  readonly name: string;
  /** Ref or alias as written; undefined for the default model. */
  readonly wanted: string | undefined;
}

export function listChain(
  wish: ModelWish,
  state: Pick<MachineState, "config" | "providers">,
): [ChainEntry, ...ChainEntry[]] {
  const { config, providers } = state;
  const wanted = chooseModel(wish, state);
  const chosen = { default: wanted === undefined ? "model" : "imageModel" } as const;
  const entries = (wish.fallbacks ?? []).map((ref) => ({ name: nameOf(ref, state), wanted: ref }));
  if (wish.fallbacks) return [{ name: nameOf(wanted, state), wanted }, ...entries];
  const question = wish.model === undefined ? chosen : { named: wish.model };
  const fallbacks = requestFallbacks(question, config, providers).map(({ written, ref }) => ({
    name: ref ? formatModelRef(ref) : written,
    wanted: written,
  }));
  return [{ name: nameOf(wanted, state), wanted }, ...fallbacks];
}

function nameOf(
  wanted: string | undefined,
  { config, providers }: Pick<MachineState, "config" | "providers">,
): string {
  try {
    return formatModelRef(resolveRef(wanted, config, providers));
  } catch {
    return wanted ?? "the default model";
  }
}

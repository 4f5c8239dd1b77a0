// `mayros models set` and `set-image`: writes `agents.defaults.model.primary` or that of `imageModel`,
// keeps fallbacks and comments.
import { defaultModelChoice, imageModelChoice } from "@mayros/catalog";
import { type ConfigEdit, editConfig, getValue } from "@mayros/config";
import type { Machine } from "../machine/open-machine.ts";
import { nameModel } from "./named-model.ts";

export interface SetDefaultModelResult {
  /** The ref that is the default now. */
  readonly model: string;
  readonly previous: string | undefined;
  readonly changed: boolean;
  /** False for an id that no list of its provider has: it is sent all the same. */
  readonly known: boolean;
  readonly configPath: string;
}

export type ModelSlot = "model" | "imageModel";

export const slotPath = (slot: ModelSlot): string[] => ["agents", "defaults", slot];

/** Throws what `resolveModel` throws; writes nothing then. */
export async function setDefaultModel(
  machine: Machine,
  ref: string,
  slot: ModelSlot = "model",
): Promise<SetDefaultModelResult> {
  const state = await machine.state();
  const { model, known } = nameModel(ref, state);
  const { path, changed } = await editConfig(machine.locations, machine.env, (written) => [
    defaultModelEdit(written, model, slot),
  ]);
  const choice = slot === "model" ? defaultModelChoice : imageModelChoice;
  return { model, previous: choice(state.config).primary, changed, known, configPath: path };
}

/** Keeps fallbacks; a short form (`model: "a/b"`) stays short. */
export function defaultModelEdit(
  written: unknown,
  model: string,
  slot: ModelSlot = "model",
): ConfigEdit {
  const path = slotPath(slot);
  const isShort = typeof getValue(written, path) === "string";
  return { path: isShort ? path : [...path, "primary"], value: model };
}

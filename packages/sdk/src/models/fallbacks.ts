// `mayros models fallbacks` and `image-fallbacks`: what is tried after the default model, or after the
// image model.
import { defaultModelChoice, imageModelChoice, type ModelChain } from "@mayros/catalog";
import { type ConfigEdit, editConfig, getValue } from "@mayros/config";
import { didYouMean, MayrosError, nearestName } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { addItem, removeItems } from "./edit-list.ts";
import { nameModel, normalText } from "./named-model.ts";
import { type ModelSlot, slotPath } from "./set-default-model.ts";

export interface FallbackList {
  /** What they come after, as written. */
  readonly primary: string | undefined;
  /** As written, in the order in which they are tried. */
  readonly fallbacks: readonly string[];
}

export interface FallbackChange extends FallbackList {
  readonly changed: boolean;
  /** The ref that was added or removed. */
  readonly model: string;
  /** False for an id that no list of its provider has: it is sent all the same. */
  readonly known: boolean;
  readonly configPath: string;
}

export interface ClearedFallbacks {
  readonly changed: boolean;
  readonly removed: readonly string[];
  readonly configPath: string;
}

export async function listFallbacks(machine: Machine, slot: ModelSlot): Promise<FallbackList> {
  return chainOf(await machine.state(), slot);
}

/** Throws what `resolveModel` throws; writes nothing then. */
export async function addFallback(
  machine: Machine,
  slot: ModelSlot,
  text: string,
): Promise<FallbackChange> {
  const state = await machine.state();
  const { primary, fallbacks } = chainOf(state, slot);
  const { model, known } = nameModel(text, state);
  const isSame = (other: string): boolean => normalText(other, state) === model;
  const isThere = fallbacks.some(isSame) || (primary !== undefined && isSame(primary));
  const { path } = await editConfig(machine.locations, machine.env, (written) =>
    isThere ? [] : addEdits(written, state, slot, model, isSame),
  );
  const now = chainOf(await machine.state(), slot);
  return { ...now, changed: !isThere, model, known, configPath: path };
}

/** Throws MAYROS_USAGE for what is not among them. */
export async function removeFallback(
  machine: Machine,
  slot: ModelSlot,
  text: string,
): Promise<FallbackChange> {
  const state = await machine.state();
  const { fallbacks } = chainOf(state, slot);
  const model = normalText(text, state);
  const isSame = (other: string): boolean => other === text || normalText(other, state) === model;
  if (!fallbacks.some(isSame)) throw notThere(text, fallbacks, slot);
  const place = { path: [...slotPath(slot), "fallbacks"], current: fallbacks };
  const { path } = await editConfig(machine.locations, machine.env, (written) =>
    removeItems({ ...place, written }, isSame),
  );
  const now = chainOf(await machine.state(), slot);
  return { ...now, changed: true, model, known: true, configPath: path };
}

/** There may be none: that is what is wanted. */
export async function clearFallbacks(machine: Machine, slot: ModelSlot): Promise<ClearedFallbacks> {
  const { fallbacks: removed } = chainOf(await machine.state(), slot);
  // Emptied and not removed: an included file may have others, which would come to light.
  const edit = { path: [...slotPath(slot), "fallbacks"], value: [] };
  const edits = removed.length === 0 ? [] : [edit];
  const { path: configPath } = await editConfig(machine.locations, machine.env, edits);
  return { changed: removed.length > 0, removed, configPath };
}

function chainOf({ config }: MachineState, slot: ModelSlot): ModelChain {
  return slot === "model" ? defaultModelChoice(config) : imageModelChoice(config);
}

function addEdits(
  written: unknown,
  state: MachineState,
  slot: ModelSlot,
  model: string,
  isSame: (other: string) => boolean,
): ConfigEdit[] {
  const path = slotPath(slot);
  const choice = getValue(written, path);
  if (typeof choice === "string") {
    return [{ path, value: { primary: choice, fallbacks: [model] } }];
  }
  const current = chainOf(state, slot).fallbacks;
  return addItem({ written, path: [...path, "fallbacks"], current }, model, isSame);
}

function notThere(text: string, fallbacks: readonly string[], slot: ModelSlot): MayrosError {
  const words = slot === "model" ? "fallbacks" : "image-fallbacks";
  const nearest = nearestName(text, fallbacks);
  return new MayrosError(
    "MAYROS_USAGE",
    `"${text}" is not among the ${words}${didYouMean(nearest)}`,
    { hint: `mayros models ${words} list` },
  );
}

// `mayros models set`: writes `agents.defaults.model.primary`, keeps fallbacks and comments.
import { defaultModelChoice, resolveModel } from "@mayros/catalog";
import { type ConfigEdit, editConfig, getValue } from "@mayros/config";
import { formatModelRef } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export interface SetDefaultModelResult {
  /** The ref that is the default now. */
  readonly model: string;
  readonly previous: string | undefined;
  readonly changed: boolean;
  /** False for an id that no list has: it is sent all the same. */
  readonly known: boolean;
  readonly configPath: string;
}

/** Throws what `resolveModel` throws; writes nothing then. */
export async function setDefaultModel(
  machine: Machine,
  ref: string,
): Promise<SetDefaultModelResult> {
  const { config, providers } = await machine.state();
  const resolved = resolveModel(ref, config, providers);
  const model = formatModelRef(resolved.ref);
  const { path, changed } = await editConfig(machine.locations, machine.env, (written) => [
    defaultModelEdit(written, model),
  ]);
  const previous = defaultModelChoice(config).primary;
  return { model, previous, changed, known: resolved.known, configPath: path };
}

const DEFAULT_MODEL = ["agents", "defaults", "model"];

/** Keeps fallbacks; a short form (`model: "a/b"`) stays short. */
export function defaultModelEdit(written: unknown, model: string): ConfigEdit {
  const isShort = typeof getValue(written, DEFAULT_MODEL) === "string";
  return { path: isShort ? DEFAULT_MODEL : [...DEFAULT_MODEL, "primary"], value: model };
}

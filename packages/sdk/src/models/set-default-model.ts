// `mayros models set`: writes `agents.defaults.model.primary`, keeps fallbacks and comments.
import { defaultModelChoice, resolveModel } from "@mayros/catalog";
import { editConfig } from "@mayros/config";
import { formatModelRef } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { providerSource } from "../machine/provider-source.ts";

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
  const state = await machine.state();
  const { config } = state.config;
  const resolved = resolveModel(ref, config, providerSource(state));
  const model = formatModelRef(resolved.ref);
  const previous = defaultModelChoice(config).primary;
  const short = typeof config.agents?.defaults?.model === "string";
  const path = ["agents", "defaults", "model"];
  const { changed } = await editConfig(machine.locations, machine.env, [
    short ? { path, value: { primary: model } } : { path: [...path, "primary"], value: model },
  ]);
  return { model, previous, changed, known: resolved.known, configPath: state.config.path };
}

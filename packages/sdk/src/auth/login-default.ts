// Whether the model of a login becomes the default model, and the writing of it.
import { defaultModelChoice } from "@mayros/catalog";
import { editConfig } from "@mayros/config";
import { type AuthMethod, MayrosError } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { nameModel } from "../models/named-model.ts";
import { defaultModelEdit } from "../models/set-default-model.ts";
import type { LoginOptions } from "./login-options.ts";

/** Undefined where it stays. Throws what `mayros models set` throws for it, if it was asked for. */
export function defaultToSet(
  state: MachineState,
  { defaultModel }: AuthMethod,
  { setDefault: wish = false }: LoginOptions,
): string | undefined {
  const current = defaultModelChoice(state.config).primary;
  if (wish === false || defaultModel === undefined || defaultModel === current) return undefined;
  if (wish === true) return nameModel(defaultModel, state).model;
  if (current !== undefined) return undefined;
  try {
    return nameModel(defaultModel, state).model;
  } catch {
    return undefined; // nobody asked for it
  }
}

/** Keeps comments. `profileId`: what is stored already, and stays so when the config can't be written. */
export async function setDefault(
  machine: Machine,
  model: string | undefined,
  profileId: string | undefined,
): Promise<void> {
  if (model === undefined) return;
  try {
    await editConfig(machine.locations, machine.env, (written) => [
      defaultModelEdit(written, model),
    ]);
  } catch (error) {
    if (profileId === undefined || !MayrosError.isInstance(error)) throw error;
    const { code, message, details } = error;
    throw new MayrosError(code, `${message}; the login is stored as ${profileId}`, {
      hint: `mayros models set ${model}`,
      cause: error,
      ...(details === undefined ? {} : { details }),
    });
  }
}

// Which model a request asks when it names none: the default one, or the image model where the request
// has an image that the default one can't take. Pure.
import { defaultModelChoice, imageModelChoice, resolveModel } from "@mayros/catalog";
import type { CallOptions } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";

export interface ModelWish {
  readonly model?: string | undefined;
  readonly prompt: CallOptions["prompt"];
  /** In the place of those of the config. */
  readonly fallbacks?: readonly string[] | undefined;
}

/** A ref or alias; undefined for the default model. */
export function chooseModel(
  { model, prompt }: ModelWish,
  { config, providers }: Pick<MachineState, "config" | "providers">,
): string | undefined {
  const image = imageModelChoice(config).primary;
  if (model !== undefined || image === undefined || !hasImage(prompt)) return model;
  if (defaultModelChoice(config).primary === undefined) return image;
  try {
    const { input } = resolveModel(undefined, config, providers).model;
    return input.includes("image") ? undefined : image;
  } catch {
    // What can't be used says so itself when it is asked, and its fallbacks have their chance then.
    return undefined;
  }
}

export function hasImage(prompt: CallOptions["prompt"]): boolean {
  return prompt.some(
    ({ content }) =>
      typeof content !== "string" &&
      content.some((part) => part.type === "file" && /^image(\/|$)/i.test(part.mediaType)),
  );
}

// Every model that the config names for use, with the place where it does. Pure.

import {
  type CatalogConfig,
  defaultModelChoice,
  imageModelChoice,
  listAliases,
} from "@mayros/catalog";
import { shellWord } from "@mayros/core";

export interface NamedModel {
  /** Ref or alias, as written. */
  readonly text: string;
  /** What it is to the person: `the default model`, `the alias fast`. */
  readonly role: string;
  readonly isDefault: boolean;
  /** The command that names another one, or none. */
  readonly change: string;
}

export function listNamedModels(config: CatalogConfig): NamedModel[] {
  const named: NamedModel[] = [];
  const add = (text: string | undefined, role: string, change: string, isDefault = false): void => {
    if (text !== undefined)
      named.push({ text, role, isDefault, change: `mayros models ${change}` });
  };
  const model = defaultModelChoice(config);
  const image = imageModelChoice(config);
  add(model.primary, "the default model", "set <provider/model>", true);
  for (const [index, ref] of model.fallbacks.entries()) {
    add(ref, `fallback ${index + 1}`, `fallbacks remove ${shellWord(ref)}`);
  }
  add(image.primary, "the image model", "set-image <provider/model>");
  for (const [index, ref] of image.fallbacks.entries()) {
    add(ref, `image fallback ${index + 1}`, `image-fallbacks remove ${shellWord(ref)}`);
  }
  for (const alias of listAliases(config).values()) {
    const name = shellWord(alias.name);
    add(alias.model, `the alias ${alias.name}`, `aliases remove ${name}`);
    for (const [index, ref] of alias.fallbacks.entries()) {
      const others = alias.fallbacks.filter((other) => other !== ref);
      const kept = others.map((other) => ` --fallback ${shellWord(other)}`).join("");
      const again = `aliases add ${name} ${shellWord(alias.model)}${kept}`;
      add(ref, `fallback ${index + 1} of the alias ${alias.name}`, again);
    }
  }
  return named;
}

// Every model that the config names for use, with the place where it does. Pure.
import {
  type CatalogConfig,
  defaultModelChoice,
  imageModelChoice,
  listAliases,
} from "@mayros/catalog";

export interface NamedModel {
  /** Ref or alias, as written. */
  readonly text: string;
  /** What it is to the person: `the default model`, `the alias fast`. */
  readonly role: string;
  readonly isDefault: boolean;
}

export function listNamedModels(config: CatalogConfig): NamedModel[] {
  const named: NamedModel[] = [];
  const add = (text: string | undefined, role: string, isDefault = false): void => {
    if (text !== undefined) named.push({ text, role, isDefault });
  };
  const model = defaultModelChoice(config);
  const image = imageModelChoice(config);
  add(model.primary, "the default model", true);
  for (const [index, ref] of model.fallbacks.entries()) add(ref, `fallback ${index + 1}`);
  add(image.primary, "the image model");
  for (const [index, ref] of image.fallbacks.entries()) add(ref, `image fallback ${index + 1}`);
  for (const alias of listAliases(config).values()) {
    add(alias.model, `the alias ${alias.name}`);
    for (const [index, ref] of alias.fallbacks.entries()) {
      add(ref, `fallback ${index + 1} of the alias ${alias.name}`);
    }
  }
  return named;
}

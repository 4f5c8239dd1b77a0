// Edits of a list of texts in mayros.json, item by item, so that its comments stay. Pure.
import { type ConfigEdit, type ConfigPath, getValue } from "@mayros/config";

export interface ListPlace {
  /** The raw value, as the editor hands it in. */
  readonly written: unknown;
  readonly path: ConfigPath;
  /** The same with `${VAR}` replaced: what the list begins with where it is not there yet. */
  readonly current: readonly string[];
}

/** None where the item is there already. */
export function addItem(place: ListPlace, item: string, isSame: (other: string) => boolean) {
  const { written, path, current } = place;
  const list = getValue(written, path);
  if (!Array.isArray(list)) return [{ path, value: [...current, item] }];
  if (list.some((other) => typeof other === "string" && isSame(other))) return [];
  return [{ path: [...path, list.length], value: item }];
}

export function removeItems(place: ListPlace, isSame: (other: string) => boolean): ConfigEdit[] {
  const { written, path, current } = place;
  const list = getValue(written, path);
  if (!Array.isArray(list)) return [{ path, value: current.filter((item) => !isSame(item)) }];
  const found = list.flatMap((item, index) => {
    // A reference stands for what the config has there, unless the list was changed meanwhile.
    const isReference = typeof item === "string" && item.includes("${");
    const text = isReference && list.length === current.length ? current[index] : item;
    return typeof text === "string" && isSame(text) ? [index] : [];
  });
  // From the end: what is removed moves the rest up.
  return found.toReversed().map((index) => ({ path: [...path, index], remove: true }));
}

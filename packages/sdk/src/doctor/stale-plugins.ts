// Plugin ids in the config that no plugin of this machine has, and which of them may go. Pure.
//
// Removed is only what does nothing and says nothing: an entry that has settings was typed by hand, a
// `deny` keeps a plugin out that may come, and an `allow` list that loses its last name allows everything.
import type { ConfigEdit } from "@mayros/config";
import { listAt, recordAt } from "./written-config.ts";

export interface StaleEntry {
  readonly place: string;
  /** Why it is not removed; absent for what may go. */
  readonly kept?: string;
  /** Takes it away; the edits of several entries may be made one after the other. */
  readonly edit?: ConfigEdit;
}

/** `written`: the config as it stands in the file. */
export function findStalePlugins(written: unknown, known: ReadonlySet<string>): StaleEntry[] {
  const denied = listAt(written, "plugins", "deny").filter((id) => !known.has(id));
  return [
    ...staleEntries(written, known),
    ...staleAllows(written, known),
    ...denied.map((id) => ({
      place: `plugins.deny: ${id}`,
      kept: "it would keep that plugin out",
    })),
  ];
}

function staleEntries(written: unknown, known: ReadonlySet<string>): StaleEntry[] {
  const ids = Object.keys(recordAt(written, "plugins", "entries"));
  return ids
    .filter((id) => !known.has(id))
    .map((id) => {
      const place = `plugins.entries.${id}`;
      const settings = recordAt(written, "plugins", "entries", id, "config");
      if (Object.keys(settings).length > 0) return { place, kept: "it has settings" };
      return { place, edit: { path: ["plugins", "entries", id], remove: true } };
    });
}

function staleAllows(written: unknown, known: ReadonlySet<string>): StaleEntry[] {
  const ids = listAt(written, "plugins", "allow");
  const isEmptied = !ids.some((id) => known.has(id));
  const entries = ids.map((id, index): StaleEntry & { id: string } => ({
    id,
    place: `plugins.allow: ${id}`,
    ...(isEmptied
      ? { kept: "a list without a plugin that exists keeps all off, an empty one none" }
      : { edit: { path: ["plugins", "allow", index], remove: true } }),
  }));
  // From the end, so that the places of the others stay as they are.
  return entries.filter(({ id }) => !known.has(id)).reverse();
}

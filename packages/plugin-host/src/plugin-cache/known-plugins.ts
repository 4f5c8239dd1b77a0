// All plugins of this machine, with a newer copy of one that ships in its place. Pure.
import type { KnownPlugin } from "../decide-plugins.ts";
import type { IndexedPlugin, PluginIndex } from "../plugin-index/plugin-index.ts";

interface Strangers {
  readonly origin: "installed" | "path";
  readonly index: PluginIndex;
}

/**
 * What takes the place of one that ships is on where that one would be, and asks for no consent: it is of the same publisher.
 * `onlyShipped`: nothing takes such a place, for it did not ship.
 */
export function knownPlugins(
  bundled: PluginIndex,
  strangers: readonly Strangers[],
  onlyShipped = false,
): KnownPlugin[] {
  const superseding = new Map<string, KnownPlugin>();
  const others: KnownPlugin[] = [];
  for (const { origin, index } of strangers) {
    for (const indexed of index.plugins) {
      const { id, supersedes } = indexed.entry;
      if (supersedes && !onlyShipped) superseding.set(id, { origin: "bundled", index, indexed });
      else others.push({ origin, index, indexed });
    }
  }
  const shipped = bundled.plugins.map(
    (indexed: IndexedPlugin): KnownPlugin =>
      superseding.get(indexed.entry.id) ?? { origin: "bundled", index: bundled, indexed },
  );
  return [...shipped, ...others];
}

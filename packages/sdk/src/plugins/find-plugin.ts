// The plugin that a person means: by its id, and where a command only shows something also by a provider
// of it. Pure.
import { didYouMean, MayrosError, nearestName } from "@mayros/core";
import type { PluginHost, PluginState } from "@mayros/plugin-host";

/** What shipped is found before a stranger of the same id. `verb`: what to do with it. Throws MAYROS_PLUGIN_UNKNOWN. */
export function findPlugin(
  host: PluginHost,
  id: string,
  verb: "info" | "enable" | "disable" = "info",
): PluginState {
  const plugin = host.plugins.find((each) => each.id === id);
  if (plugin) return plugin;
  const owner = host.ownerOf(id.toLowerCase());
  if (owner) {
    throw new MayrosError(
      "MAYROS_PLUGIN_UNKNOWN",
      `no plugin is called "${id}"; the provider ${id} comes with ${owner.id}`,
      { hint: `mayros plugins ${verb} ${owner.id}` },
    );
  }
  const nearest = nearestName(
    id,
    host.plugins.map((each) => each.id),
  );
  throw new MayrosError(
    "MAYROS_PLUGIN_UNKNOWN",
    `no plugin is called "${id}"${didYouMean(nearest)}`,
    { hint: nearest === undefined ? "mayros plugins list" : `mayros plugins ${verb} ${nearest}` },
  );
}

/** Also by a provider's id or other spelling. Throws MAYROS_PLUGIN_UNKNOWN. */
export function findPluginOrOwner(host: PluginHost, name: string): PluginState {
  const isPlugin = host.plugins.some(({ id }) => id === name);
  return (isPlugin ? undefined : host.ownerOf(name.toLowerCase())) ?? findPlugin(host, name);
}

// What every command says of plugins, whatever it does: folders that hold no usable plugin, and plugins
// that the config wants on and that are off all the same. Pure.
import type { PluginHost } from "@mayros/plugin-host";

export function pluginWarnings({ problems, plugins }: PluginHost): string[] {
  return [
    ...problems.map(({ origin, path, problem }) => `${places[origin]}: ${path} ${problem}`),
    ...plugins
      .filter((plugin) => plugin.wanted && !plugin.enabled)
      .map(({ id, reason }) => `the plugin ${id} is off: ${reason}; next: mayros plugins doctor`),
  ];
}

const places = { path: "plugins.load.paths", installed: "installed plugins" } as const;

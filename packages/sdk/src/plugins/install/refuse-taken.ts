// What is here already and comes from elsewhere: a plugin that ships, which people ask for by its id, and a folder that the
// config loads, whose plugin would be off the moment that it is there twice.
import { formatPath } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import type { PackageSpec } from "@mayros/plugin-host";
import { fromConfig, type Machine } from "../../machine/open-machine.ts";
import { nextStep } from "../next-step.ts";

/** Before any registry is asked. Who means a package of that name gives a version or a tag of it. Throws MAYROS_USAGE. */
export async function refuseShipped(machine: Machine, spec: PackageSpec): Promise<void> {
  if (spec.kind !== "registry" || (spec.version ?? spec.tag) !== undefined) return;
  const { config, host } = await machine.state();
  const { name } = spec;
  const plugin = host.plugins.find(({ id }) => id === name) ?? host.ownerOf(name);
  if (plugin?.origin !== "bundled" || host.details(plugin).installed) return;
  const what = plugin.id === name ? name : `${name}, of the plugin ${plugin.id},`;
  throw new MayrosError("MAYROS_USAGE", `${what} ships with Mayros: there is nothing to install`, {
    hint: nextStep(plugin, config.plugins ?? {}),
  });
}

/** Throws MAYROS_PLUGIN_INVALID. */
export async function refuseTwin(machine: Machine, id: string): Promise<void> {
  const { config, host } = await machine.state();
  const twin = host.plugins.find((plugin) => plugin.id === id && plugin.origin === "path");
  if (!twin) return;
  const { path } = host.details(twin);
  const paths = config.plugins?.load?.paths ?? [];
  const place = paths.findIndex((each) => fromConfig(each, machine.locations) === path);
  const list = ["plugins", "load", "paths"];
  const hint =
    place < 0
      ? `mayros config get ${formatPath(list)}`
      : `mayros config unset '${formatPath([...list, place])}'`;
  throw new MayrosError(
    "MAYROS_PLUGIN_INVALID",
    `the plugin ${id} is there already, in a folder of plugins.load.paths: ${path}`,
    { hint },
  );
}

// A plugin that is on and is replaced by a version that asks for more: who was shown what is new and agreed has agreed, and is
// not asked once more by `plugins enable`.
import { editConfig } from "@mayros/config";
import { entryOf, type PluginHost, type PluginState } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { grantsEdit } from "../grants-edit.ts";
import type { PackageReport } from "./package-report.ts";

export const findInstalled = (host: PluginHost, id: string): PluginState | undefined =>
  host.plugins.find((each) => host.details(each).installed?.id === id);

/**
 * Extends what the config says was agreed to by what the report shows, of one that is on. Before the new version is put in its
 * place: both versions are on with it, and no program that runs meanwhile finds it off.
 */
export async function keepEnabled(machine: Machine, report: PackageReport): Promise<void> {
  if (!report.grows) return;
  const { config, host } = await machine.state();
  const plugin = findInstalled(host, report.id);
  // What ships, and a newer copy of it, needs no consent.
  if (!plugin?.enabled || plugin.origin === "bundled") return;
  const switches = config.plugins ?? {};
  const before = { ...host.details(plugin), ...entryOf(switches, plugin.id)?.grants };
  const both = (list: "env" | "hosts"): string[] => [
    ...new Set([...(before[list] ?? []), ...report[list]]),
  ];
  const uses = { env: both("env"), hosts: both("hosts"), code: plugin.code || report.code };
  const edit = grantsEdit(plugin.id, uses, switches);
  if (edit) await editConfig(machine.locations, machine.env, [edit]);
}

// `mayros plugins uninstall`: takes away the files of an installed plugin, its record, and what the config says of it. Logins stay: they
// belong to the person, who may install it again.
import { join } from "node:path";
import { type ConfigEdit, editConfig, isRecord } from "@mayros/config";
import { didYouMean, MayrosError, nearestName } from "@mayros/core";
import { type InstalledRecords, type InstallRecord, writeInstalled } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { inWorkshop, type Workshop } from "./open-workshop.ts";
import type { UninstallOptions, UninstallResult } from "./package-report.ts";
import { moveAway } from "./store-package.ts";

/** Throws MAYROS_PLUGIN_UNKNOWN. */
export async function uninstallPlugin(
  machine: Machine,
  id: string,
  options: UninstallOptions = {},
): Promise<UninstallResult> {
  const { keepConfig = false, dryRun = false, signal = new AbortController().signal } = options;
  return inWorkshop(machine, signal, async (workshop) => {
    const record = await requireInstalled(machine, id, workshop.records());
    const { text, host } = await machine.state();
    const plugin = host.plugins.find((each) => host.details(each).installed?.id === id);
    // A newer copy of a plugin that ships leaves that one behind: logins and settings are of use to it.
    const stays = host.plugins.some((each) => each.id === id && each.origin === "bundled");
    const profiles = stays ? [] : await profilesOf(machine, plugin?.providers ?? []);
    const edits = (written: unknown): ConfigEdit[] =>
      keepConfig || stays ? [] : editsFor(id, written);
    const folder = join(workshop.root, id);
    const result = {
      ...{ id, package: record.package, version: record.version, folder, profiles },
      configChanged: edits(text).length > 0,
    };
    if (dryRun) return result;
    signal.throwIfAborted();
    // First: one that is named and not there would be warned about, one that is there and not named is off.
    if (result.configChanged) await editConfig(machine.locations, machine.env, edits);
    remove(folder, id, workshop);
    return result;
  });
}

function remove(folder: string, id: string, workshop: Workshop): void {
  moveAway(folder, workshop);
  const records = new Map(workshop.records());
  records.delete(id);
  writeInstalled(workshop.root, records);
}

async function requireInstalled(
  machine: Machine,
  id: string,
  records: InstalledRecords,
): Promise<InstallRecord> {
  const record = records.get(id);
  if (record) return record;
  const byPackage = [...records.values()].find((each) => each.package === id);
  if (byPackage) throw unknown(`${id} is the package of the plugin ${byPackage.id}`, byPackage.id);
  const { host } = await machine.state();
  const plugin = host.plugins.find((each) => each.id === id);
  if (plugin) {
    const why = plugin.origin === "bundled" ? "ships with Mayros" : "is in plugins.load.paths";
    throw new MayrosError("MAYROS_PLUGIN_UNKNOWN", `${id} is not installed: it ${why}`, {
      hint: `mayros plugins disable ${id}`,
    });
  }
  const nearest = nearestName(id, [...records.keys()]);
  throw unknown(`${id} is not installed${didYouMean(nearest)}`, nearest);
}

const unknown = (message: string, nearest: string | undefined): MayrosError =>
  new MayrosError("MAYROS_PLUGIN_UNKNOWN", message, {
    hint: nearest === undefined ? "mayros plugins list" : `mayros plugins uninstall ${nearest}`,
  });

async function profilesOf(machine: Machine, providers: readonly string[]): Promise<string[]> {
  const lists = await Promise.all(providers.map((each) => machine.profiles().list(each)));
  return lists.flat().map((profile) => profile.id);
}

/** A list of allowed plugins that lost its last name would allow all: that one stays, and doctor speaks of it. */
function editsFor(id: string, written: unknown): ConfigEdit[] {
  const plugins = isRecord(written) && isRecord(written.plugins) ? written.plugins : {};
  const edits: ConfigEdit[] = [];
  if (isRecord(plugins.entries) && Object.hasOwn(plugins.entries, id)) {
    edits.push({ path: ["plugins", "entries", id], remove: true });
  }
  for (const list of ["allow", "deny"] as const) {
    const names: readonly unknown[] = Array.isArray(plugins[list]) ? plugins[list] : [];
    if (list === "allow" && names.every((name) => name === id)) continue;
    // From the end, so that the places of the others stay as they are.
    for (const [place, name] of [...names.entries()].reverse()) {
      if (name === id) edits.push({ path: ["plugins", list, place], remove: true });
    }
  }
  return edits;
}

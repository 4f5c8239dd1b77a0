// What is wrong with plugins and with what the config says of them, each with its fix: for
// `mayros plugins doctor` and `mayros doctor`.
import { formatPath } from "@mayros/config";
import {
  entryOf,
  type PluginHost,
  type PluginProblem,
  type PluginState,
  type PluginSwitches,
} from "@mayros/plugin-host";
import { findStalePlugins } from "../doctor/stale-plugins.ts";
import { fromConfig, type Machine } from "../machine/open-machine.ts";
import { missingLibraries } from "./libraries/missing-libraries.ts";
import { switchFix } from "./next-step.ts";
import type { PluginFinding } from "./plugin-finding.ts";

export type { PluginFinding } from "./plugin-finding.ts";

/** All but ids that no plugin has: those `mayros doctor` finds and removes itself. */
export async function checkPlugins(machine: Machine): Promise<PluginFinding[]> {
  const { config, host } = await machine.state();
  const switches = config.plugins ?? {};
  const paths = (switches.load?.paths ?? []).map((path) => fromConfig(path, machine.locations));
  const { findChangedFiles, findStagings } = await import("../packages.ts");
  return [
    ...(switches.enabled === false ? [allOff] : []),
    ...host.problems.map((problem) => folderFinding(problem, paths)),
    ...host.plugins.flatMap((plugin) => stateFindings(plugin, switches)),
    ...(await faultFindings(host)),
    ...libraryFindings(machine, host),
    ...(await alikeFindings(host, switches)),
    ...findChangedFiles(host),
    ...findStagings(machine),
    ...host.unkept.map(
      (message): PluginFinding => ({
        severity: "warning",
        message: `${message}; every start reads all manifests again`,
        fix: `chmod u+rwx '${machine.locations.stateDir}'`,
      }),
    ),
  ];
}

/** `mayros plugins doctor`. */
export async function examinePlugins(machine: Machine): Promise<PluginFinding[]> {
  const { text, host } = await machine.state();
  const known = new Set(host.plugins.map(({ id }) => id));
  const stale = findStalePlugins(text, known).map(({ place, kept, edit }): PluginFinding => {
    // One that can't be read just now (an unmounted disk) is not gone.
    const why = kept ?? (host.problems.length > 0 ? "it may be one that can't be read" : undefined);
    const message = `${place}: no plugin has that id${why === undefined ? "" : `; ${why}`}`;
    if (edit === undefined || why !== undefined) return { severity: "warning", message };
    return { severity: "warning", message, fix: `mayros config unset '${formatPath(edit.path)}'` };
  });
  return [...(await checkPlugins(machine)), ...stale];
}

const allOff: PluginFinding = {
  severity: "warning",
  message: "plugins.enabled is false: no provider is there",
  fix: "mayros config set plugins.enabled true",
};

function folderFinding(
  { origin, path, problem, fix }: PluginProblem,
  loadPaths: readonly string[],
): PluginFinding {
  const message = `${path} ${problem}`;
  if (fix !== undefined) return { severity: "error", message, fix };
  const place = loadPaths.indexOf(path);
  if (origin === "path" && place >= 0) {
    const unset = `mayros config unset '${formatPath(["plugins", "load", "paths", place])}'`;
    return { severity: "error", message, fix: unset };
  }
  return { severity: "error", message };
}

function stateFindings(plugin: PluginState, switches: PluginSwitches): PluginFinding[] {
  const { id, origin, status, notice, successor } = plugin;
  const asked = entryOf(switches, id)?.enabled === true;
  const stuck = switchFix(id, switches);
  if (plugin.problem !== undefined) {
    const severity = plugin.wanted ? "error" : "warning";
    return [{ severity, message: `${id} (${origin}): ${plugin.problem}`, ...fixOf(plugin.fix) }];
  }
  if (plugin.consent) {
    return [{ severity: "error", message: `${id} is off: ${plugin.reason}`, fix: enable(id) }];
  }
  if (asked && stuck !== undefined && switches.enabled !== false) {
    const message = `plugins.entries.${id}.enabled is true, but ${plugin.reason}`;
    return [{ severity: "warning", message, fix: stuck }];
  }
  if (asked && !plugin.enabled && plugin.fix !== undefined) {
    const message = `plugins.entries.${id}.enabled is true, but ${plugin.reason}`;
    return [{ severity: "warning", message, fix: plugin.fix }];
  }
  if (asked && status !== "active") {
    const instead = successor === undefined ? "" : `; use ${successor} in its place`;
    return [
      { severity: "note", message: `${id} is ${status}: ${notice ?? "no notice"}${instead}` },
    ];
  }
  return [];
}

/** What code of strangers did in programs that it was part of, as far as that was written down. */
async function faultFindings(host: PluginHost): Promise<PluginFinding[]> {
  const suspects = host.plugins.filter(
    ({ enabled, code, origin }) => enabled && code && origin !== "bundled",
  );
  const findings = suspects.map(async (plugin): Promise<PluginFinding[]> => {
    const fault = await host.faultOf(plugin);
    if (!fault) return [];
    const when = new Date(fault.at).toISOString().slice(0, 16).replace("T", " ");
    const message = `${plugin.id} failed in a program at ${when} UTC, where nobody waited for it: ${fault.message}`;
    return [{ severity: "warning", message, fix: enable(plugin.id) }];
  });
  return (await Promise.all(findings)).flat();
}

/** Of plugins that ship without their vendor's packages. Asked of those that are on alone. */
function libraryFindings(machine: Machine, host: PluginHost): PluginFinding[] {
  const suspects = host.plugins.filter(
    ({ enabled, code, origin }) => enabled && code && origin === "bundled",
  );
  return suspects.flatMap((plugin): PluginFinding[] => {
    const missing = missingLibraries(machine, plugin, host.details(plugin));
    if (!missing) return [];
    const message = `${plugin.id} can't be used: ${missing.problem}`;
    return [{ severity: "error", message, fix: enable(plugin.id) }];
  });
}

const enable = (id: string): string => `mayros plugins enable ${id}`;

const fixOf = (fix: string | undefined): { fix?: string } => (fix === undefined ? {} : { fix });

/** Plugins that are off and would collide if they were on allOn: no harm yet. */
async function alikeFindings(host: PluginHost, switches: PluginSwitches): Promise<PluginFinding[]> {
  const off = host.plugins.filter(
    ({ origin, wanted, problem }) => origin !== "bundled" && !wanted && problem === undefined,
  );
  if (off.length < 2) return [];
  const entries = { ...switches.entries };
  for (const { id } of off) entries[id] = { ...entryOf(switches, id), enabled: true };
  const { enabled: _enabled, allow: _allow, deny: _deny, ...rest } = switches;
  const allOn = await host.withSwitches({ ...rest, entries });
  const messages = allOn.plugins
    .filter((_plugin, index) => off.includes(host.plugins[index] ?? _plugin))
    .flatMap(({ problem }) =>
      problem?.match(/ claimed by two plugins| is there twice/) ? [problem] : [],
    );
  return [...new Set(messages)].map((message) => ({
    severity: "warning",
    message: `${message}: only one of them can be on`,
  }));
}

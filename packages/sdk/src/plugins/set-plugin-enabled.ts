// `mayros plugins enable|disable`: writes `plugins.entries.<id>` and tells whether that had the effect
// that was asked for. A plugin of somebody else is switched on with what the person agreed to.

import { type ConfigEdit, editConfig } from "@mayros/config";
import { isOAuthKind, MayrosError } from "@mayros/core";
import { loginCommand } from "@mayros/credentials";
import {
  entryOf,
  type PluginDetails,
  type PluginGrants,
  type PluginHost,
  type PluginState,
  type PluginSwitches,
  type ProviderBlock,
} from "@mayros/plugin-host";
import type { Machine } from "../machine/open-machine.ts";
import { findPlugin } from "./find-plugin.ts";
import { grantsEdit, grantsOf } from "./grants-edit.ts";
import type { InstallStep } from "./install/package-report.ts";
import {
  type LibraryUse,
  type MissingLibraries,
  missingLibraries,
} from "./libraries/missing-libraries.ts";
import type { InstalledLibraries } from "./libraries/provide-libraries.ts";
import { nextStep, switchFix } from "./next-step.ts";
import type { PluginUse } from "./plugin-use.ts";

export type { PluginUse } from "./plugin-use.ts";

export interface ConsentRequest extends PluginUse {
  /** The variables among `env` that belong to others, and that nobody agreed to yet. */
  readonly foreignEnv: readonly string[];
  /** It has code, and nobody agreed to run it yet. */
  readonly newCode: boolean;
  /** Packages of a vendor that would be downloaded, with what they need in turn; absent where nothing is. */
  readonly libraries?: readonly LibraryUse[];
  /** Its vendor's library has a network of its own: where it sends what is not checked. */
  readonly ownTransport?: boolean;
}

export interface EnablePluginOptions {
  /** The person agreed to the plugin's code, and to variables and hosts that it names. */
  readonly accept?: boolean | undefined;
  /** Asks the person. Default: nobody can be asked. */
  readonly ask?: ((request: ConsentRequest) => Promise<boolean>) | undefined;
  /** Told of each step where packages of a vendor have to be downloaded. */
  readonly onProgress?: ((step: InstallStep, what: string) => void) | undefined;
  /** Ends the download; then nothing is changed. */
  readonly signal?: AbortSignal | undefined;
  /** Told when it takes longer than a second to try somebody else's code out in a process of its own. */
  readonly onTry?: ((id: string) => void) | undefined;
}

export interface SetPluginEnabledResult extends PluginUse {
  readonly enabled: boolean;
  /** False when it was so already. */
  readonly changed: boolean;
  /** To be shown before it is used: an unofficial or retired plugin says what to expect. */
  readonly notice: string | undefined;
  readonly successor: string | undefined;
  /** The command that logs in, of one that was enabled and has a login. */
  readonly next: string | undefined;
  /** Packages of a vendor that were downloaded for it just now. */
  readonly installed?: InstalledLibraries;
}

/**
 * Throws MAYROS_PLUGIN_UNKNOWN; MAYROS_PLUGIN_DENIED when another rule keeps it off;
 * MAYROS_PLUGIN_NOT_LOADED when something is wrong with it; MAYROS_CONSENT_MISSING; MAYROS_PLUGIN_FAILED when its code
 * can't be loaded, which is tried out in a process of its own; MAYROS_PACKAGE_UNAVAILABLE when its libraries can't be
 * had. Writes nothing to the config then.
 */
export async function enablePlugin(
  machine: Machine,
  id: string,
  options: EnablePluginOptions = {},
): Promise<SetPluginEnabledResult> {
  const { config, host } = await machine.state();
  const switches = config.plugins ?? {};
  const plugin = findPlugin(host, id, "enable");
  const details = host.details(plugin);
  const use = useOf(plugin, details);
  const grants = plugin.origin === "bundled" ? undefined : grantsOf(use);
  refuseIfOff(await stateWith(host, plugin, switches, grants), switches);
  const { consent } = await stateWith(host, plugin, switches, entryOf(switches, id)?.grants);
  const { foreignEnv = [], code = false } = consent ?? {};
  const { ownTransport } = details;
  const request = { ...use, foreignEnv, newCode: code, ...(ownTransport ? { ownTransport } : {}) };
  const missing = missingLibraries(machine, plugin, details);
  if (!missing) await requireConsent(request, options);
  const installed = missing && (await provide(machine, missing, request, options));
  if (plugin.code && plugin.origin !== "bundled") {
    await tryCode(host, plugin, options);
  }

  const path = ["plugins", "entries", id];
  const edits: ConfigEdit[] = [];
  if (!plugin.wanted) edits.push({ path: [...path, "enabled"], value: true });
  const agreed = grants && grantsEdit(id, use, switches);
  if (agreed) edits.push(agreed);
  if (edits.length > 0) {
    await editConfig(machine.locations, machine.env, edits);
    const after = await machine.state();
    refuseIfOff(findPlugin(after.host, id), after.config.plugins ?? {});
  }
  return {
    ...resultOf(plugin, use, true),
    next: loginOf(host.blocksOf(plugin)),
    ...(installed ? { installed } : {}),
  };
}

/** ms. */
const SLOW = 1_000;

async function tryCode(
  host: PluginHost,
  plugin: PluginState,
  { onTry }: EnablePluginOptions,
): Promise<void> {
  const timer = setTimeout(() => onTry?.(plugin.id), SLOW);
  try {
    await host.tryCode(plugin);
  } finally {
    clearTimeout(timer);
  }
}

async function provide(
  machine: Machine,
  missing: MissingLibraries,
  request: ConsentRequest,
  options: EnablePluginOptions,
): Promise<InstalledLibraries> {
  const { provideLibraries } = await import("./libraries/provide-libraries.ts");
  const { onProgress = () => {}, signal } = options;
  const consent = (libraries: readonly LibraryUse[]) =>
    requireConsent({ ...request, libraries }, options);
  return provideLibraries(machine, request.id, missing, { consent, onProgress, signal });
}

/** Throws MAYROS_PLUGIN_UNKNOWN. */
export async function disablePlugin(machine: Machine, id: string): Promise<SetPluginEnabledResult> {
  const { config, host } = await machine.state();
  const plugin = findPlugin(host, id, "disable");
  const isOn = plugin.wanted || entryOf(config.plugins ?? {}, id)?.enabled === true;
  if (isOn) {
    const path = ["plugins", "entries", id, "enabled"];
    await editConfig(machine.locations, machine.env, [{ path, value: false }]);
  }
  // Also one that something else kept off: it would have come on with the end of that.
  return { ...resultOf(plugin, useOf(plugin, host.details(plugin)), false), changed: isOn };
}

const useOf = (plugin: PluginState, details: PluginDetails): PluginUse => ({
  id: plugin.id,
  name: details.name,
  origin: plugin.origin,
  code: plugin.code,
  providers: plugin.providers,
  hosts: details.hosts,
  env: details.env,
});

const resultOf = (
  plugin: PluginState,
  use: PluginUse,
  enabled: boolean,
): SetPluginEnabledResult => ({
  ...use,
  enabled,
  changed: plugin.enabled !== enabled,
  notice: plugin.status === "active" ? undefined : plugin.notice,
  successor: plugin.successor,
  next: undefined,
});

function loginOf(blocks: readonly ProviderBlock[]): string | undefined {
  const block = blocks.find(({ declaration: { authMethods } }) =>
    authMethods.some(({ kind }) => isOAuthKind(kind)),
  );
  return block && loginCommand(block.id);
}

/** The plugin as it would be if its entry said so. */
async function stateWith(
  host: PluginHost,
  plugin: PluginState,
  switches: PluginSwitches,
  grants: PluginGrants | undefined,
): Promise<PluginState> {
  const entry = { ...entryOf(switches, plugin.id), enabled: true, grants };
  const entries = { ...switches.entries, [plugin.id]: entry };
  const after = await host.withSwitches({ ...switches, entries });
  return after.plugins[host.plugins.indexOf(plugin)] ?? plugin;
}

function refuseIfOff(state: PluginState, switches: PluginSwitches): void {
  // Who switches it on wants it tried again.
  if (state.enabled || state.quarantined) return;
  // To turn it off ends a collision, but not for who wants it on.
  const { fix, ...unmended } = state;
  const after = fix === `mayros plugins disable ${state.id}` ? unmended : state;
  const code = after.problem === undefined ? "MAYROS_PLUGIN_DENIED" : "MAYROS_PLUGIN_NOT_LOADED";
  throw new MayrosError(code, `${after.id} stays off: ${after.reason}`, {
    hint:
      (after.problem === undefined ? switchFix(after.id, switches) : undefined) ??
      nextStep(after, switches),
  });
}

/** Asked only about code and others' variables: what a plugin calls its own is why it is switched on. */
async function requireConsent(
  request: ConsentRequest,
  { accept, ask }: EnablePluginOptions,
): Promise<void> {
  const { id, foreignEnv, hosts, newCode, libraries = [] } = request;
  const nothing = foreignEnv.length + libraries.length === 0 && !newCode;
  if (nothing || accept === true) return;
  if (await ask?.(request)) return;
  const targets = hosts.join(", ") || "no host";
  const wanted = libraries.map((each) => `${each.package} ${each.version}`).join(", ");
  const wants = [
    ...(libraries.length === 0 ? [] : [`needs ${wanted}, which would be downloaded`]),
    ...(newCode ? ["would run code of its publisher with all that you may do here"] : []),
    ...(foreignEnv.length === 0
      ? []
      : [`would read ${foreignEnv.join(", ")} and may send it to ${targets}`]),
  ];
  throw new MayrosError(
    "MAYROS_CONSENT_MISSING",
    `${id} ${wants.join("; it ")}; that needs your consent`,
    {
      hint: `mayros plugins enable ${id} --accept`,
      details: { env: foreignEnv, hosts, code: newCode },
    },
  );
}

// Which login a person means: a provider by any of its names, and one of its methods. Plugins that are off are found,
// too, so that the answer can be the command that turns them on. Pure but for what it is handed.

import { normalProviderId } from "@mayros/catalog";
import { type AuthMethod, didYouMean, MayrosError, nearestName } from "@mayros/core";
import { loginCommand, pasteKeyCommand } from "@mayros/credentials";
import type { PluginState } from "@mayros/plugin-host";
import type { MachineState } from "../machine/open-machine.ts";
import { nextStep } from "../plugins/next-step.ts";

export interface LoginTarget {
  readonly provider: string;
  readonly providerName: string;
  readonly plugin: PluginState;
  /** Those that there is something to do for; never empty. */
  readonly methods: readonly AuthMethod[];
}

type Known = Pick<MachineState, "config" | "host" | "providers">;

/**
 * By id or alias, also of a plugin that is off. Throws MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED, and
 * MAYROS_USAGE for a provider that has no login.
 */
export function findLoginTarget(typed: string, state: Known): LoginTarget {
  const { config, host, providers } = state;
  const name = normalProviderId(typed, providers);
  const plugin = host.ownerOf(name);
  const block =
    plugin &&
    host.blocksOf(plugin).find(({ id, declaration }) => {
      return id === name || declaration.aliases?.includes(name);
    });
  if (!plugin || !block) throw unknownProvider(typed, name, state);
  if (!plugin.enabled) throw pluginOff(plugin, block.id, config.plugins ?? {});
  const methods = block.declaration.authMethods.filter(({ kind }) => kind !== "none");
  if (methods.length === 0) {
    throw new MayrosError("MAYROS_USAGE", `${block.id} needs no login`, {
      hint: `mayros models list --all --provider ${block.id}`,
    });
  }
  return { provider: block.id, providerName: block.declaration.name, plugin, methods };
}

/** By id, `--auth-choice` value or label. Throws MAYROS_USAGE, naming those that there are. */
export function findMethod({ provider, methods }: LoginTarget, typed: string): AuthMethod {
  const wanted = typed.trim().toLowerCase();
  const found =
    methods.find(({ id }) => id.toLowerCase() === wanted) ??
    methods.find((each) => [each.choice, ...(each.deprecatedChoices ?? [])].includes(wanted)) ??
    methods.find(({ choice, label }) => [choice, label].some((it) => it?.toLowerCase() === wanted));
  if (found) return found;
  const ids = methods.map(({ id }) => id);
  const nearest = nearestName(wanted, ids);
  throw new MayrosError(
    "MAYROS_USAGE",
    `${provider} has no login method called "${typed}"${nearest ? didYouMean(nearest) : `; it has ${ids.join(", ")}`}`,
    {
      hint: loginCommand(provider, undefined, nearest ?? ids[0]),
      details: { provider, methods: ids },
    },
  );
}

/** There are several, and nobody to ask. */
export function whichMethod({ provider, methods }: LoginTarget): MayrosError {
  const ids = methods.map(({ id }) => id);
  return new MayrosError(
    "MAYROS_USAGE",
    `${provider} has several login methods: ${ids.join(", ")}`,
    {
      hint: loginCommand(provider, undefined, ids[0]),
      details: { provider, methods: ids },
    },
  );
}

function pluginOff(
  plugin: PluginState,
  provider: string,
  switches: NonNullable<MachineState["config"]["plugins"]>,
): MayrosError {
  return new MayrosError(
    "MAYROS_PROVIDER_DISABLED",
    `${provider} is off: the plugin ${plugin.id} is ${plugin.problem === undefined ? "not enabled" : "broken"}`,
    { hint: nextStep(plugin, switches), details: { provider, plugin: plugin.id } },
  );
}

function unknownProvider(typed: string, name: string, { config, host }: Known): MayrosError {
  if (config.models?.providers?.[name] !== undefined) {
    return new MayrosError("MAYROS_USAGE", `no plugin knows how to log in to ${name}`, {
      hint: pasteKeyCommand(name),
    });
  }
  // The id of a plugin that has another provider.
  const [ofPlugin] = host.plugins.find(({ id }) => id === name)?.providers ?? [];
  const known = host.plugins.flatMap(({ providers }) => providers);
  const nearest = ofPlugin ?? nearestName(name, known);
  return new MayrosError(
    "MAYROS_PROVIDER_UNKNOWN",
    `no provider is called "${typed}"${didYouMean(nearest)}`,
    {
      hint: nearest ? loginCommand(nearest) : "mayros models auth add",
    },
  );
}

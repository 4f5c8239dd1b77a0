// Keys that are here and do nothing, or hide others. Nothing to mend, but what people look for when the
// wrong key is used, or none. Pure.
import { providerIds, resolveRef } from "@mayros/catalog";
import type { MachineState } from "../../machine/open-machine.ts";
import { nextStep } from "../../plugins/next-step.ts";
import { credentialSources, namesOf } from "../credential-sources.ts";
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";
import { listNamedModels } from "../named-models.ts";

export function checkKeys({ state, store }: Facts): Problem[] {
  if (!state) return [];
  const problems = [
    ...checkPluginsOff(state, store),
    ...checkShadowed(state, store),
    ...checkUnused(state, store),
  ];
  if (problems.length > 0) return problems;
  return [{ severity: "ok", message: "every key at hand is of use" }];
}

/** A variable that holds a key, of a plugin that is off. */
function checkPluginsOff(state: MachineState, store: Facts["store"]): Problem[] {
  const { host, config } = state;
  return host.plugins.flatMap((plugin) => {
    const { id, enabled, problem, providers } = plugin;
    if (enabled || problem !== undefined) return [];
    const names = providers
      // What another plugin brings, too, is not this one's key.
      .filter((provider) => host.ownerOf(provider)?.id === id)
      .flatMap((provider) => namesOf(credentialSources(provider, state, store)));
    if (names.length === 0) return [];
    const message = `${list(names)}: the plugin ${id}, which could use that, is off`;
    return [{ severity: "note", message, command: nextStep(plugin, config.plugins ?? {}) }];
  });
}

/** What is asked only after a key that was given for this run alone. */
function checkShadowed(state: MachineState, store: Facts["store"]): Problem[] {
  return usableProviders(state).flatMap((provider) => {
    const { live, profiles, env } = credentialSources(provider, state, store);
    const [first] = live;
    const shadowed = [...profiles, ...env];
    if (first === undefined || shadowed.length === 0) return [];
    const message = `${list(live)} goes before ${list(shadowed)}`;
    return [{ severity: "note", message, command: `unset ${first.replace(/\[\d+\]$/, "")}` }];
  });
}

function checkUnused(state: MachineState, store: Facts["store"]): Problem[] {
  const used = usedProviders(state);
  const unused = usableProviders(state)
    .filter((provider) => !used.has(provider))
    .flatMap((provider) => {
      const names = namesOf(credentialSources(provider, state, store));
      return names.length > 0 ? [`${provider} (${list(names)})`] : [];
    });
  if (unused.length === 0) return [];
  const message = `no default, fallback or alias uses the keys of ${unused.join(", ")}`;
  return [{ severity: "note", message, command: "mayros models list" }];
}

function usableProviders({ config, providers }: MachineState): string[] {
  return [...providerIds(config, providers)];
}

function usedProviders({ config, providers }: MachineState): Set<string> {
  const used = new Set<string>();
  for (const { text } of listNamedModels(config)) {
    try {
      used.add(resolveRef(text, config, providers).provider);
    } catch {
      // `checkModels` says what is wrong with it.
    }
  }
  return used;
}

const SHOWN = 4;

function list(names: readonly string[]): string {
  const more = names.length > SHOWN ? [`${names.length - SHOWN} more`] : [];
  return [...names.slice(0, SHOWN), ...more].join(", ");
}

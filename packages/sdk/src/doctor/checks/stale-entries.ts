// What the config says of things that are not here any more: plugins, logins, providers. Pure.
import { allowlist, parseAllowEntry, resolveProvider } from "@mayros/catalog";
import { type ConfigEdit, formatPath } from "@mayros/config";
import { MayrosError, shellWord } from "@mayros/core";
import type { MachineState } from "../../machine/open-machine.ts";
import { type Facts, isInspected } from "../facts.ts";
import type { Problem } from "../finding.ts";
import { findStaleOrders } from "../stale-orders.ts";
import { findStalePlugins, type StaleEntry } from "../stale-plugins.ts";

export function checkStaleEntries({ state, config, store }: Facts): Problem[] {
  if (!state || !isInspected(config)) return [];
  const problems = [...checkPluginIds(state, config.value), ...checkAllowlist(state)];
  // Of a store that can't be read nobody knows what is in it.
  if (store.error === undefined) problems.push(...checkLogins(state, config.value, store));
  if (problems.length > 0) return problems;
  return [{ severity: "ok", message: "the config names nothing that is not here" }];
}

function checkPluginIds({ host }: MachineState, written: unknown): Problem[] {
  const known = new Set(host.plugins.map(({ id }) => id));
  const find = (value: unknown): StaleEntry[] => findStalePlugins(value, known);
  // One that can't be read just now (an unmounted disk) is not gone.
  const isCertain = host.problems.length === 0;
  const what = "no plugin has that id";
  return find(written).map((entry) => describeStale(entry, what, isCertain ? find : undefined));
}

function checkLogins(state: MachineState, written: unknown, store: Facts["store"]): Problem[] {
  const normal = (typed: string): string => {
    const id = typed.toLowerCase();
    return state.providers.aliases.get(id) ?? id;
  };
  const find = (value: unknown): StaleEntry[] => findStaleOrders(value, store.profiles, normal);
  const stored = new Set(store.profiles.map(({ id }) => id));
  const missing = Object.entries(state.config.auth?.profiles ?? {}).filter(
    ([id]) => !stored.has(id),
  );
  return [
    ...find(written).map((entry) => describeStale(entry, "no login has that id", find)),
    ...missing.map(
      ([id, { provider }]): Problem => ({
        severity: "note",
        message: `auth.profiles.${id}: no login has that id`,
        command: `mayros models auth paste-api-key --provider ${provider} --profile-id ${id}`,
      }),
    ),
  ];
}

/** `find` is asked again when the file is edited: it may have changed meanwhile. */
function describeStale(
  { place, kept, edit }: StaleEntry,
  what: string,
  find: ((written: unknown) => StaleEntry[]) | undefined,
): Problem {
  const message = `${place}: ${what}`;
  if (kept !== undefined) return { severity: "note", message, hint: `it is left alone: ${kept}` };
  if (edit === undefined || find === undefined) {
    return { severity: "warning", message, hint: "it is left alone: a plugin can't be read" };
  }
  const edits = (written: unknown): ConfigEdit[] => {
    const now = find(written).find((entry) => entry.place === place);
    return now?.edit === undefined ? [] : [now.edit];
  };
  const command = `mayros config unset ${shellWord(formatPath(edit.path))}`;
  return { severity: "warning", message, command, repair: { kind: "edit", edits } };
}

function checkAllowlist({ config, providers }: MachineState): Problem[] {
  const list = allowlist(config);
  return (list?.entries ?? []).flatMap((entry): Problem[] => {
    const ref = parseAllowEntry(entry, config, providers);
    const place = `${list?.path}: ${entry}`;
    const removal = `mayros models allow remove ${shellWord(entry)}`;
    if (!ref) {
      const message = `${place} is no provider/model, no provider/* and no alias`;
      return [{ severity: "warning", message, command: removal }];
    }
    try {
      resolveProvider(ref.provider, config, providers);
      return [];
    } catch (error) {
      if (!MayrosError.isInstance(error)) throw error;
      const isUnknown = error.code === "MAYROS_PROVIDER_UNKNOWN";
      const command = isUnknown ? removal : error.hint;
      const severity = isUnknown ? "warning" : "note";
      const message = `${place}: ${error.message}`;
      return [{ severity, message, ...(command === undefined ? {} : { command }) }];
    }
  });
}

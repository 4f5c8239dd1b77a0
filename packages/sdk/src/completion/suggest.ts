// The names that this machine has, for whoever is typing one: shell completion asks at every press of
// TAB. So no network, no plugin code, no zod, and SQLite only for the ids of logins.
import { listAliases, normalProviderId, providerIds } from "@mayros/catalog";
import { inspectStore } from "@mayros/credentials";
import { listAuthChoices } from "../auth/auth-choices.ts";
import { discoveredColumns } from "../discovery/discovered-columns.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { CUSTOM_CHOICE, SKIP_CHOICE } from "../onboard/require-choice.ts";
import { suggestConfigPaths } from "./suggest-config-paths.ts";

export type Suggestable =
  | "alias"
  | "auth-choice"
  | "config-path"
  | "installed-plugin"
  | "model"
  | "plugin"
  | "profile"
  | "provider";

export interface Suggestion {
  /** Begins with what was typed. One that ends with a slash or a dot goes on. */
  readonly text: string;
  readonly about?: string;
}

type Source = (machine: Machine, typed: string) => Promise<Suggestion[]>;

const sources: Readonly<Record<Suggestable, Source>> = {
  alias: async (machine) => aliases(await machine.state()),
  "auth-choice": authChoices,
  "config-path": async (machine, typed) =>
    suggestConfigPaths((await machine.state()).text, typed).map((text) => ({ text })),
  "installed-plugin": async (machine) =>
    (await machine.state()).host.plugins
      .filter(({ origin }) => origin === "installed")
      .map(({ id }) => ({ text: id })),
  model: async (machine, typed) => models(await machine.state(), typed),
  plugin: async (machine) =>
    (await machine.state()).host.plugins.map(({ id, enabled }) => ({
      text: id,
      about: enabled ? "on" : "off",
    })),
  profile: profiles,
  provider: async (machine) => {
    const { config, host, providers } = await machine.state();
    return [...providerIds(config, providers)].map((id) => {
      const name = config.models?.providers?.[id]?.name ?? host.providers.get(id)?.name;
      return name === undefined ? { text: id } : { text: id, about: name };
    });
  },
};

/** Throws what reading the config throws. */
export async function suggest(
  machine: Machine,
  what: Suggestable,
  typed: string,
): Promise<Suggestion[]> {
  const found = await sources[what](machine, typed);
  return found.filter(({ text }) => text.startsWith(typed));
}

async function authChoices(machine: Machine): Promise<Suggestion[]> {
  const usable = (await listAuthChoices(machine)).filter(({ enabled }) => enabled);
  return [
    ...usable.map(({ choice, method }) => ({ text: choice, about: method.label })),
    { text: CUSTOM_CHOICE, about: "Another server, by its address" },
    { text: SKIP_CHOICE, about: "Store nothing" },
  ];
}

function aliases({ config }: MachineState): Suggestion[] {
  return [...listAliases(config).values()].map(({ name, model }) => ({ text: name, about: model }));
}

/** First the provider, then its models: nobody reads a list of thousands. */
function models(state: MachineState, typed: string): Suggestion[] {
  const slash = typed.indexOf("/");
  if (slash >= 0) return modelsOf(state, typed.slice(0, slash));
  const names = aliases(state).filter(({ text }) => text.startsWith(typed));
  const ids = [...providerIds(state.config, state.providers)].filter((id) => id.startsWith(typed));
  const [only] = ids;
  // With nothing to choose the next step is shown at once.
  if (names.length === 0 && ids.length === 1 && only !== undefined) return modelsOf(state, only);
  return [...names, ...ids.map((id) => ({ text: `${id}/` }))];
}

/** `typed`: the provider, in any spelling; it stays as it is. */
function modelsOf(state: MachineState, typed: string): Suggestion[] {
  const { config, host, providers } = state;
  const id = normalProviderId(typed, providers);
  const own = config.models?.providers?.[id]?.models ?? [];
  const isReplaced = config.models?.mode === "replace";
  const shipped = isReplaced ? [] : (discoveredColumns(state, id) ?? host.listRows(id));
  const names = new Map([...shipped, ...own].map((model) => [model.id, model.name ?? model.id]));
  return [...names].map(([model, name]) => ({ text: `${typed}/${model}`, about: name }));
}

/** Without waiting for a store that somebody else is writing, and without repairing its mode. */
async function profiles({ locations }: Machine): Promise<Suggestion[]> {
  return inspectStore(locations.stateDir).profiles.map(({ id, provider }) => ({
    text: id,
    about: provider,
  }));
}

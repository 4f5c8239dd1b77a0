// `mayros models allow`: which models may be used. Only `add` ever turns the allowlist on, and removing
// an entry never allows more than before: an empty list lets the default model through alone.
import {
  type Allowlist,
  allowlist,
  defaultModelChoice,
  imageModelChoice,
  isAllowed,
  listAliases,
  normalProviderId,
  parseAllowEntry,
  permits,
  resolveProvider,
  resolveRef,
} from "@mayros/catalog";
import { editConfig } from "@mayros/config";
import { didYouMean, formatModelRef, MayrosError, nearestName, parseModelRef } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { addItem, removeItems } from "./edit-list.ts";
import { nameAnyModel } from "./named-model.ts";

export interface AllowedModels {
  /** Refs, aliases and `provider/*`, as written; undefined when everything is allowed. */
  readonly allowed: readonly string[] | undefined;
  /** Where the list stands in the config. */
  readonly from: string | undefined;
  /** Always allowed. */
  readonly defaultModel: string | undefined;
}

export interface AllowChange extends AllowedModels {
  readonly entry: string;
  readonly changed: boolean;
  /** The entry that allowed it before; `changed` is false then. */
  readonly allowedBy: string | undefined;
  /** There was no allowlist before. */
  readonly turnedOn: boolean;
  /** Keys of `agents.defaults.models`, the allowlist before, that were taken over into the list. */
  readonly carried: readonly string[];
  /** Fallbacks, aliases and image models that are not allowed now. */
  readonly shutOut: readonly string[];
  /** False for an id that no list of its provider has. */
  readonly known: boolean;
  readonly configPath: string;
}

const PATH = ["agents", "defaults", "modelPolicy", "allow"];

export async function listAllowed(machine: Machine): Promise<AllowedModels> {
  return describe(await machine.state());
}

/** Throws MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED and MAYROS_REF_INVALID. */
export async function allowModel(machine: Machine, text: string): Promise<AllowChange> {
  const state = await machine.state();
  const { entry, known } = checkEntry(text, state);
  const list = allowlist(state.config);
  const allowedBy = list && coveredBy(list, entry, state);
  const { path } = await editConfig(machine.locations, machine.env, (written) =>
    allowedBy === undefined
      ? [
          ...addItem(
            { written, path: PATH, current: list?.entries ?? [] },
            entry,
            isEntry(entry, state),
          ),
        ]
      : [],
  );
  const change = { entry, known, changed: allowedBy === undefined, allowedBy, configPath: path };
  return { ...(await effect(machine, state, change.changed)), ...change, turnedOn: !list };
}

/** Throws MAYROS_USAGE for what is not in the list. */
export async function disallowModel(machine: Machine, text: string): Promise<AllowChange> {
  const state = await machine.state();
  const list = allowlist(state.config);
  const isSame = isEntry(text, state);
  if (!list?.entries.some(isSame)) throw notInList(text, list, state);
  const { path } = await editConfig(machine.locations, machine.env, (written) =>
    removeItems({ written, path: PATH, current: list.entries }, isSame),
  );
  const change = { entry: text, known: true, changed: true, allowedBy: undefined };
  return { ...(await effect(machine, state, true)), ...change, configPath: path, turnedOn: false };
}

function describe({ config }: MachineState): AllowedModels {
  const list = allowlist(config);
  return {
    allowed: list?.entries,
    from: list?.path,
    defaultModel: defaultModelChoice(config).primary,
  };
}

async function effect(machine: Machine, before: MachineState, changed: boolean) {
  const now = await machine.state();
  const was = before.config.agents?.defaults;
  const isNew = changed && !was?.modelPolicy?.allow;
  const allowed = new Set(isNew ? now.config.agents?.defaults?.modelPolicy?.allow : []);
  const carried = Object.keys(was?.models ?? {}).filter((key) => allowed.has(key));
  const shutOut = changed ? listShutOut(now) : [];
  return { ...describe(now), carried, shutOut };
}

/** A ref or alias, or `provider/*`; as it is to be written. */
function checkEntry(text: string, state: MachineState): { entry: string; known: boolean } {
  const typed = parseModelRef(text);
  if (typed?.model !== "*") {
    const { model, known } = nameAnyModel(text, state);
    return { entry: model, known };
  }
  const id = normalProviderId(typed.provider, state.providers);
  return { entry: `${resolveProvider(id, state.config, state.providers).id}/*`, known: true };
}

function coveredBy(list: Allowlist, entry: string, state: MachineState): string | undefined {
  const wanted = parseAllowEntry(entry, state.config, state.providers);
  if (!wanted) return undefined;
  // `provider/*` is covered by itself alone, and by no model that happens to be called so.
  return list.entries.find((each) => permits(each, wanted, state.config, state.providers));
}

/** Whether an entry of the list says the same as a text, however the two are written. */
function isEntry(text: string, { config, providers }: MachineState): (other: string) => boolean {
  const normal = (each: string): string => {
    const ref = parseAllowEntry(each, config, providers);
    return ref ? formatModelRef(ref) : each;
  };
  const wanted = normal(text);
  return (other) => other === text || normal(other) === wanted;
}

function notInList(text: string, list: Allowlist | undefined, state: MachineState): MayrosError {
  if (!list) {
    const message = "there is no allowlist: every model is allowed";
    return new MayrosError("MAYROS_USAGE", message, { hint: "mayros models allow list" });
  }
  const cover = coveredBy(list, text, state);
  const nearest = cover === undefined ? nearestName(text, list.entries) : undefined;
  const more = cover === undefined ? "" : `; ${cover} is, and allows it`;
  return new MayrosError(
    "MAYROS_USAGE",
    `"${text}" is not in ${list.path}${more}${didYouMean(nearest)}`,
    { hint: "mayros models allow list" },
  );
}

/** What the config uses, or calls by a short name, and the allowlist refuses. */
function listShutOut({ config, providers }: MachineState): string[] {
  const image = imageModelChoice(config);
  const used = [
    ...defaultModelChoice(config).fallbacks,
    ...(image.primary === undefined ? [] : [image.primary]),
    ...image.fallbacks,
    ...[...listAliases(config).values()].flatMap(({ model, fallbacks }) => [model, ...fallbacks]),
  ];
  const refs = new Set<string>();
  for (const text of used) {
    try {
      const ref = resolveRef(text, config, providers);
      if (!isAllowed(ref, config, providers)) refs.add(formatModelRef(ref));
    } catch {
      // Neither a ref nor an alias: `models status` says so.
    }
  }
  return [...refs];
}

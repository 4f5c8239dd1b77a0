// `mayros models aliases`: short names for models. They are written to `models.aliases`, so that none of
// them turns the map `agents.defaults.models` into an allowlist; aliases of that map are listed and
// removed as well.
import { type Alias, listAliases as listCatalogAliases } from "@mayros/catalog";
import { type Config, type ConfigEdit, editConfig, getValue } from "@mayros/config";
import { didYouMean, MayrosError, nearestName } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { aliasUses } from "./alias-uses.ts";
import { nameModel, normalText } from "./named-model.ts";

export interface AliasChange extends Alias {
  readonly changed: boolean;
  /** What it stood for before. */
  readonly previous: string | undefined;
  /** Refs among its model and fallbacks that no list of their provider has: they are sent all the same. */
  readonly unknown: readonly string[];
  readonly configPath: string;
}

export interface RemovedAlias {
  readonly name: string;
  /** What it stood for. */
  readonly model: string;
  readonly configPath: string;
}

const SECTION = ["models", "aliases"];
const NAME = /^[A-Za-z0-9_.:-]+$/;

export async function listAliases(machine: Machine): Promise<Alias[]> {
  return [...listCatalogAliases((await machine.state()).config).values()];
}

/** Throws MAYROS_USAGE for a name that can't be one, and what `resolveModel` throws. */
export async function addAlias(
  machine: Machine,
  name: string,
  text: string,
  fallbackTexts: readonly string[] = [],
): Promise<AliasChange> {
  checkName(name);
  const state = await machine.state();
  const before = listCatalogAliases(state.config).get(name.toLowerCase());
  const named = [text, ...fallbackTexts].map((each) => nameModel(each, state));
  const [{ model } = { model: text }, ...rest] = named;
  const fallbacks = [...new Set(rest.map((each) => each.model))].filter((ref) => ref !== model);
  // An alias among them is to be replaced by what it stands for.
  const normal = (texts: readonly string[]): string =>
    texts.map((each) => (each.includes("/") ? normalText(each, state) : each)).join("\n");
  const isThere =
    before !== undefined &&
    normal([before.model, ...before.fallbacks]) === normal([model, ...fallbacks]);
  const value = fallbacks.length === 0 ? model : { model, fallbacks };
  const { path } = await editConfig(machine.locations, machine.env, (written) => {
    const [place = [...SECTION, name]] = findPlaces(written, name);
    return isThere ? [] : [{ path: place, value }];
  });
  return {
    name: isThere ? before.name : name,
    model,
    fallbacks,
    changed: !isThere,
    previous: before?.model,
    unknown: named.filter(({ known }) => !known).map((each) => each.model),
    configPath: path,
  };
}

/**
 * Throws MAYROS_USAGE for a name that is none or that the config still uses, and
 * MAYROS_CONFIG_PATH_INVALID where it stands in an included file.
 */
export async function removeAlias(machine: Machine, name: string): Promise<RemovedAlias> {
  const { config } = await machine.state();
  const known = listCatalogAliases(config);
  const alias = known.get(name.toLowerCase());
  if (!alias) throw unknownAlias(name, known);
  refuseUsed(alias, config);
  const { path } = await editConfig(machine.locations, machine.env, (written) =>
    [...findPlaces(written, name), ...findMapPlaces(written, config, name)].map(
      (place): ConfigEdit => ({ path: place, remove: true }),
    ),
  );
  return { name: alias.name, model: alias.model, configPath: path };
}

/** Mostly one; case makes no difference. */
function findPlaces(written: unknown, name: string): string[][] {
  const names = Object.keys((getValue(written, SECTION) as object | undefined) ?? {});
  return names
    .filter((each) => each.toLowerCase() === name.toLowerCase())
    .map((each) => [...SECTION, each]);
}

function findMapPlaces(written: unknown, config: Config, name: string): string[][] {
  const path = ["agents", "defaults", "models"];
  const entries = Object.entries((getValue(written, path) as object | undefined) ?? {});
  return entries.flatMap(([key, entry]) => {
    const text = getValue(entry, ["alias"]);
    const isReference = typeof text === "string" && text.includes("${");
    const alias = isReference ? config.agents?.defaults?.models?.[key]?.alias : text;
    const isIt = typeof alias === "string" && alias.toLowerCase() === name.toLowerCase();
    return isIt ? [[...path, key, "alias"]] : [];
  });
}

function checkName(name: string): void {
  if (NAME.test(name)) return;
  const problem = name.includes("/")
    ? `"${name}" has a slash, and what has one is always provider/model`
    : `"${name}" is not a name for an alias`;
  throw new MayrosError("MAYROS_USAGE", problem, {
    hint: "use letters, digits and _ . : - as in: mayros models aliases add fast <provider/model>",
  });
}

function unknownAlias(name: string, known: ReadonlyMap<string, Alias>): MayrosError {
  const nearest = nearestName(
    name,
    [...known.values()].map((alias) => alias.name),
  );
  return new MayrosError("MAYROS_USAGE", `no alias is called "${name}"${didYouMean(nearest)}`, {
    hint: "mayros models aliases list",
  });
}

/** Without it these would be errors. */
function refuseUsed(alias: Alias, config: Config): void {
  const [use] = aliasUses(alias.name, config);
  if (!use) return;
  throw new MayrosError("MAYROS_USAGE", `${use.path} is set to the alias "${alias.name}"`, {
    hint: use.hint(alias.model),
  });
}

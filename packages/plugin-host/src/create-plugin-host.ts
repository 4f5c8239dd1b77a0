// All plugins that this machine has, which of them are on and why, and their providers: those that ship
// with Mayros, those of `plugins.load.paths`, and those below the state folder. All are read from
// indexes.
import { join } from "node:path";
import { type Environment, MayrosError, type ModelColumns, type PluginCode } from "@mayros/core";
import type { PluginSwitches } from "./decide-enabled.ts";
import { decidePlugins, type KnownPlugin, type StrangersOff } from "./decide-plugins.ts";
import { knownPlugins } from "./plugin-cache/known-plugins.ts";
import { openStrangers } from "./plugin-cache/open-strangers.ts";
import { signatureOf } from "./plugin-cache/signature.ts";
import type { OpenStrangers } from "./plugin-cache/stranger-index.ts";
import type { StrangerCode } from "./plugin-code/load-stranger-code.ts";
import { type CodeSurroundings, strangerCodeOf } from "./plugin-code/stranger-code-of.ts";
import { openPluginIndex } from "./plugin-index/open-plugin-index.ts";
import type {
  FolderProblem,
  IndexedProvider,
  PluginDetails,
  PluginIndex,
  ProviderEntry,
} from "./plugin-index/plugin-index.ts";
import { INDEX_FORMAT } from "./plugin-index/plugin-index.ts";
import type { PluginState } from "./plugin-state.ts";
import type { ProviderBlock } from "./provider-block.ts";

/** What lists need to know of a provider. */
export type ProviderSummary = ProviderEntry;

/** A folder that holds no usable plugin. */
export interface PluginProblem extends FolderProblem {
  readonly origin: "installed" | "path";
}

export interface PluginHost {
  readonly plugins: readonly PluginState[];
  readonly problems: readonly PluginProblem[];
  /** Why what was read of strangers' plugins could not be kept for the next start. */
  readonly unkept: readonly string[];
  /** Providers of enabled plugins, by id. */
  readonly providers: ReadonlyMap<string, ProviderSummary>;
  /** Other spelling -> provider id, of enabled plugins. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly provider: (id: string) => ProviderBlock | undefined;
  /** Like `provider`, also of plugins that are off. */
  readonly shipped: (id: string) => ProviderBlock | undefined;
  /** A line per model, as lists print it. */
  readonly listLines: (id: string) => string;
  readonly listRows: (id: string) => ModelColumns[];
  /** The wire format of a plugin that has this name or other name, also of one that is off. */
  readonly findApi: (name: string) => PluginApi | undefined;
  /** The plugin that brings a provider, also when it is off. */
  readonly ownerOf: (providerId: string) => PluginState | undefined;
  /** What is shown of one of `plugins`. */
  readonly details: (plugin: PluginState) => PluginDetails;
  /** The providers of one of `plugins`, whether it is on or off. */
  readonly blocksOf: (plugin: PluginState) => ProviderBlock[];
  /** Runs the code of one of `plugins` that is on. Throws MAYROS_PLUGIN_FAILED. */
  readonly loadCode: (plugin: PluginState) => Promise<PluginCode>;
  /**
   * Tries a stranger's code out in a process of its own, also of one that is off, and remembers what came of it. Throws
   * MAYROS_PLUGIN_FAILED.
   */
  readonly tryCode: (plugin: PluginState) => Promise<void>;
  /** When a stranger's code last failed in a program that it was part of, and with what. */
  readonly faultOf: (plugin: PluginState) => Promise<CodeFault | undefined>;
  /** The same plugins under another `plugins` section. */
  readonly withSwitches: (switches: PluginSwitches) => Promise<PluginHost>;
  /** Files and folders that tell of plugins installed, removed or edited, and how they were when read. */
  readonly watched: readonly (readonly [path: string, signature: string])[];
}

interface CodeFault {
  /** ms since the epoch. */
  readonly at: number;
  readonly message: string;
}

/** A wire format that a plugin brings. */
export interface PluginApi {
  readonly api: string;
  readonly plugin: PluginState;
}

export interface PluginHostOptions {
  /** Folder of the index of bundled plugins. */
  readonly builtinFolder: string;
  /** Folder of installed plugins; need not exist. */
  readonly installedFolder?: string | undefined;
  /** Where packages of vendors are installed for plugins that ship: a folder for each. */
  readonly librariesFolder?: string | undefined;
  /** Where indexes of installed plugins and load paths are kept. */
  readonly cacheFolder: string;
  /** Of this process; what is started gets none of its keys. */
  readonly env: Environment;
  /** Of Mayros. */
  readonly version: string;
  /** Why no plugin of somebody else may be on, whatever the config says, and what ends that. */
  readonly strangersOff?: StrangersOff | undefined;
  /** Told of what plugins do where nobody waits for it. */
  readonly warn?: ((message: string) => void) | undefined;
  /** The `plugins` section of the config; load paths are absolute. */
  readonly plugins: PluginSwitches & {
    readonly load?: { readonly paths?: readonly string[] | undefined } | undefined;
  };
}

export async function createPluginHost(options: PluginHostOptions): Promise<PluginHost> {
  const bundled = openPluginIndex(options.builtinFolder);
  const builtinPath = join(options.builtinFolder, "plugins.json");
  const open = async (
    origin: "installed" | "path",
    roots: readonly string[],
  ): Promise<OpenStrangers | undefined> =>
    roots.length === 0
      ? undefined
      : openStrangers(
          {
            ...{ origin, roots },
            cacheFolder: join(options.cacheFolder, `${origin}-plugins`),
            stamp: `${INDEX_FORMAT} ${options.version} ${signatureOf(builtinPath)}`,
          },
          bundled,
        );
  const root = options.installedFolder;
  const installed = await open("installed", root === undefined ? [] : [root]);
  const ofPaths = await open("path", options.plugins.load?.paths ?? []);
  const strangers = [
    { origin: "installed" as const, opened: installed },
    { origin: "path" as const, opened: ofPaths },
  ].flatMap(({ origin, opened }) => (opened ? [{ origin, ...opened }] : []));
  const watched = strangers.flatMap((each) => each.watched);
  if (root !== undefined && !installed) watched.push([root, "ENOENT"]);
  const {
    builtinFolder,
    librariesFolder,
    cacheFolder,
    env,
    strangersOff,
    warn = () => {},
  } = options;
  const surroundings = { installedFolder: root, cacheFolder, env, warn };
  const inventory: Inventory = {
    ...{ bundled, builtinFolder, librariesFolder, strangers, watched },
    ...{ strangersOff, surroundings },
  };
  return decideHost(inventory, options.plugins);
}

/** What is there, whatever the config says. */
interface Inventory {
  readonly bundled: PluginIndex;
  readonly builtinFolder: string;
  readonly librariesFolder: string | undefined;
  readonly strangers: readonly (OpenStrangers & { readonly origin: "installed" | "path" })[];
  readonly watched: OpenStrangers["watched"];
  readonly strangersOff: StrangersOff | undefined;
  readonly surroundings: CodeSurroundings;
}

async function decideHost(inventory: Inventory, switches: PluginSwitches): Promise<PluginHost> {
  const { bundled, strangers, surroundings, strangersOff } = inventory;
  const known = knownPlugins(bundled, strangers, strangersOff !== undefined);
  const watched = [...inventory.watched];
  const plugins = await decidePlugins(known, switches, {
    strangersOff,
    async quarantineOf(each) {
      const stranger = strangerCodeOf(each, surroundings);
      if (!stranger) return undefined;
      const { quarantineOf } = await import("./plugin-code/load-stranger-code.ts");
      const { watch, note } = quarantineOf(stranger);
      watched.push(watch);
      return note?.problem;
    },
  });
  const codes = new Map<PluginState, Promise<() => PluginCode>>();
  let positions: Map<PluginState, number> | undefined;
  const find = (plugin: PluginState): KnownPlugin => {
    positions ??= new Map(plugins.map((each, position) => [each, position]));
    const found = known[positions.get(plugin) ?? -1];
    if (!found) throw new Error(`${plugin.id} is a plugin of another host`);
    return found;
  };
  return {
    plugins,
    problems: strangers.flatMap(({ origin, index }) =>
      index.problems.map((problem) => ({ origin, ...problem })),
    ),
    unkept: strangers.flatMap(({ unkept }) => unkept ?? []),
    ...providerTables(known, plugins),
    findApi: apiFinder(plugins),
    details(plugin) {
      const { index, indexed } = find(plugin);
      return index.details(indexed);
    },
    blocksOf(plugin) {
      const { index, indexed } = find(plugin);
      return indexed.providers.map((provider) => index.block(provider));
    },
    async loadCode(plugin) {
      // One that failed to load is not waited for again: Node would not run it a second time either.
      const loading = codes.get(plugin) ?? loadCode(plugin, find(plugin), inventory);
      codes.set(plugin, loading);
      return (await loading)();
    },
    ...strangersCode((plugin) => strangerCodeOf(find(plugin), surroundings)),
    withSwitches: (other) => decideHost(inventory, other),
    watched,
  };
}

/** Nothing of it is in memory before it is asked for. */
function strangersCode(
  codeOf: (plugin: PluginState) => StrangerCode | undefined,
): Pick<PluginHost, "tryCode" | "faultOf"> {
  const load = () => import("./plugin-code/load-stranger-code.ts");
  return {
    async tryCode(plugin) {
      const code = codeOf(plugin);
      if (code) await (await load()).tryStrangerCode(code);
    },
    async faultOf(plugin) {
      const code = plugin.code ? codeOf(plugin) : undefined;
      return code && (await load()).quarantineOf(code).note?.fault;
    },
  };
}

/** What is returned throws when the code did harm since. */
async function loadCode(
  plugin: PluginState,
  known: KnownPlugin,
  { builtinFolder, librariesFolder, surroundings }: Inventory,
): Promise<() => PluginCode> {
  const { index, indexed } = known;
  const { entry, libraries } = index.details(indexed);
  if (!plugin.enabled || entry === undefined) throw noCode(plugin);
  const stranger = strangerCodeOf(known, surroundings);
  if (stranger) {
    const { loadStrangerCode } = await import("./plugin-code/load-stranger-code.ts");
    return loadStrangerCode(stranger);
  }
  const code = await loadOwnCode(plugin, libraries, { builtinFolder, librariesFolder });
  return () => code;
}

/** Those that ship were bundled into one folder (tools/build-index.ts). */
async function loadOwnCode(
  { id }: PluginState,
  libraries: PluginDetails["libraries"],
  { builtinFolder, librariesFolder }: Pick<Inventory, "builtinFolder" | "librariesFolder">,
): Promise<PluginCode> {
  const { loadPluginCode } = await import("./plugin-code/load-plugin-code.ts");
  if (libraries !== undefined && librariesFolder !== undefined) {
    const { libraryEntry } = await import("./libraries/library-entry.ts");
    const source = join(builtinFolder, "code", `${id}.js`);
    return loadPluginCode(libraryEntry({ id, source, libraries, librariesFolder }));
  }
  return loadPluginCode({
    ...{ id, bundled: true },
    ...{ path: join(builtinFolder, "code"), entry: `${id}.js` },
  });
}

function noCode({ id, enabled, reason }: PluginState): MayrosError {
  const why = enabled ? "it has no code" : `it is off: ${reason}`;
  return new MayrosError("MAYROS_PLUGIN_FAILED", `the plugin ${id} can't be loaded: ${why}`, {
    hint: `mayros plugins info ${id}`,
  });
}

type ProviderTables = Pick<
  PluginHost,
  "providers" | "aliases" | "provider" | "shipped" | "listLines" | "listRows" | "ownerOf"
>;

/** A provider of any origin. */
interface Located {
  readonly index: PluginIndex;
  readonly provider: IndexedProvider;
  readonly owner: PluginState;
}

/** Of plugins that claim one name the one that is on has it; it is on alone. */
function providerTables(
  known: readonly KnownPlugin[],
  plugins: readonly PluginState[],
): ProviderTables {
  const on = new Map<string, Located>();
  const providers = new Map<string, ProviderSummary>();
  const aliases = new Map<string, string>();
  for (const [position, owner] of plugins.entries()) {
    if (!owner.enabled) continue;
    const { index, indexed } = known[position] ?? missing();
    for (const provider of indexed.providers) {
      on.set(provider.id, { index, provider, owner });
      providers.set(provider.id, provider);
      for (const alias of provider.aliases) aliases.set(alias, provider.id);
    }
  }
  // Only asked where something is off or wrong: a list of models does without.
  let off: ReadonlyMap<string, Located> | undefined;
  const ofOff = (name: string): Located | undefined => {
    off ??= locateOff(known, plugins);
    return off.get(name);
  };
  const block = (located: Located | undefined): ProviderBlock | undefined =>
    located?.index.block(located.provider);
  return {
    providers,
    aliases,
    provider: (id) => block(on.get(id)),
    shipped(id) {
      const located = on.get(id) ?? ofOff(id);
      return located?.provider.id === id ? block(located) : undefined;
    },
    listLines(id) {
      const located = on.get(id);
      return located ? located.index.listLines(located.provider) : "";
    },
    listRows(id) {
      const located = on.get(id);
      return located ? located.index.listRows(located.provider) : [];
    },
    ownerOf: (name) => (on.get(aliases.get(name) ?? name) ?? ofOff(name))?.owner,
  };
}

/** Most plugins bring none, and most programs never ask. Of those that claim a name the one that is on has it. */
function apiFinder(plugins: readonly PluginState[]): PluginHost["findApi"] {
  let found: Map<string, PluginApi> | undefined;
  return (name) => {
    if (!found) {
      found = new Map();
      for (const plugin of plugins) {
        for (const { id, aliases = [] } of plugin.apis ?? []) {
          for (const each of [id, ...aliases]) {
            if (plugin.enabled || !found.has(each)) found.set(each, { api: id, plugin });
          }
        }
      }
    }
    return found.get(name);
  };
}

/** Providers of plugins that are off, by id and by other spelling; the first that claims a name. */
function locateOff(
  known: readonly KnownPlugin[],
  plugins: readonly PluginState[],
): Map<string, Located> {
  const found = new Map<string, Located>();
  for (const [position, owner] of plugins.entries()) {
    if (owner.enabled) continue;
    const { index, indexed } = known[position] ?? missing();
    for (const provider of indexed.providers) {
      for (const name of [provider.id, ...provider.aliases]) {
        if (!found.has(name)) found.set(name, { index, provider, owner });
      }
    }
  }
  return found;
}

function missing(): never {
  throw new Error("a plugin has no place in the index");
}

// All plugins that this machine has, which of them are on and why, and their providers. Bundled ones
// come from the index, those of `plugins.load.paths` from their folders.
import { MayrosError, type ModelColumns, modelColumns } from "@mayros/core";
import { decideEnabled, type PluginOrigin, type PluginSwitches } from "./decide-enabled.ts";
import { pluginEntry, providerBlocks, providerSummary } from "./plugin-index/build-plugin-index.ts";
import { openPluginIndex, type PluginIndex } from "./plugin-index/open-plugin-index.ts";
import type { PluginEntry, ProviderEntry } from "./plugin-index/plugin-index.ts";
import type { ProviderBlock } from "./provider-block.ts";

export interface PluginState extends PluginEntry {
  readonly origin: PluginOrigin;
  /** Folder, for plugins of load paths. */
  readonly path?: string;
  readonly enabled: boolean;
  readonly reason: string;
  /** What is wrong with it; it is off then. */
  readonly problem?: string;
}

/** What lists need to know of a provider. */
export type ProviderSummary = Omit<ProviderEntry, "list" | "block"> & { readonly id: string };

export interface PluginHost {
  readonly plugins: readonly PluginState[];
  /** Load paths that hold no usable plugin. */
  readonly problems: readonly { readonly path: string; readonly problem: string }[];
  /** Providers of enabled plugins, by id. */
  readonly providers: ReadonlyMap<string, ProviderSummary>;
  /** Other spelling -> provider id, of enabled plugins. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly provider: (id: string) => ProviderBlock | undefined;
  /** Like `provider`, also of plugins that are off. */
  readonly shipped: (id: string) => ProviderBlock | undefined;
  readonly listRows: (id: string) => ModelColumns[];
  /** The plugin that brings a provider, also when it is off. */
  readonly ownerOf: (providerId: string) => PluginState | undefined;
}

export interface PluginHostOptions {
  /** Folder of the index of bundled plugins. */
  readonly builtinFolder: string;
  /** The `plugins` section of the config. */
  readonly plugins: PluginSwitches & {
    readonly load?: { readonly paths?: readonly string[] | undefined } | undefined;
  };
}

/** A provider of any origin. */
interface Loaded {
  readonly summary: ProviderSummary;
  readonly owner: PluginState;
  block(): ProviderBlock | undefined;
  rows(): ModelColumns[];
}

export async function createPluginHost(options: PluginHostOptions): Promise<PluginHost> {
  const index = openPluginIndex(options.builtinFolder);
  const plugins = index.header.plugins.map((entry) => stateOf(entry, "bundled", options.plugins));
  const loaded = bundledProviders(index, plugins);
  const problems: { path: string; problem: string }[] = [];

  const paths = options.plugins.load?.paths ?? [];
  if (paths.length > 0) {
    const { loadPathPlugins } = await import("./load-path-plugins.ts");
    const found = await loadPathPlugins(paths, index);
    problems.push(...found.problems);
    for (const { source, path, problem } of found.plugins) {
      const state = stateOf(pluginEntry(source), "path", options.plugins, path, problem);
      plugins.push(state);
      loaded.push(...folderProviders(state, providerBlocks(source)));
    }
  }
  return hostOf(plugins, problems, loaded);
}

function stateOf(
  entry: PluginEntry,
  origin: PluginOrigin,
  switches: PluginSwitches,
  path?: string,
  problem?: string,
): PluginState {
  const decision = decideEnabled({ ...entry, origin }, switches);
  return {
    ...entry,
    origin,
    ...(path === undefined ? {} : { path }),
    ...decision,
    ...(problem === undefined ? {} : { enabled: false, reason: problem, problem }),
  };
}

function bundledProviders(index: PluginIndex, plugins: readonly PluginState[]): Loaded[] {
  const owners = new Map(plugins.map((plugin) => [plugin.id, plugin]));
  return Object.entries(index.header.providers).map(([id, entry]) => {
    const owner = owners.get(entry.plugin);
    if (!owner)
      throw new MayrosError("MAYROS_STATE_UNREADABLE", `the plugin index has no ${entry.plugin}`);
    const { list: _list, block: _block, ...summary } = entry;
    return {
      summary: { id, ...summary },
      owner,
      block: () => index.provider(id),
      rows: () => index.listRows(id),
    };
  });
}

function folderProviders(owner: PluginState, blocks: readonly ProviderBlock[]): Loaded[] {
  return blocks.map((block) => ({
    summary: { id: block.id, ...providerSummary(block) },
    owner,
    block: () => block,
    rows: () => block.models.map(modelColumns),
  }));
}

function hostOf(
  plugins: readonly PluginState[],
  problems: PluginHost["problems"],
  loaded: readonly Loaded[],
): PluginHost {
  const all = new Map<string, Loaded>();
  const on = new Map<string, Loaded>();
  const owners = new Map<string, PluginState>();
  const aliases = new Map<string, string>();
  for (const provider of loaded) {
    const { id } = provider.summary;
    for (const name of [id, ...provider.summary.aliases]) {
      if (!owners.has(name) || provider.owner.enabled) owners.set(name, provider.owner);
    }
    if (!all.has(id) || provider.owner.enabled) all.set(id, provider);
    if (!provider.owner.enabled) continue;
    on.set(id, provider);
    for (const alias of provider.summary.aliases) aliases.set(alias, id);
  }
  return {
    plugins,
    problems,
    providers: new Map([...on].map(([id, provider]) => [id, provider.summary])),
    aliases,
    provider: (id) => on.get(id)?.block(),
    shipped: (id) => all.get(id)?.block(),
    listRows: (id) => on.get(id)?.rows() ?? [],
    ownerOf: (providerId) => owners.get(providerId),
  };
}

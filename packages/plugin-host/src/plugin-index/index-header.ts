// The text of `plugins.json`. What is as usual is left out, and offsets are sums of lengths: with 500
// plugins every byte per plugin is read and parsed before the first model is printed.
import { keyPrefixOf } from "@mayros/core";
import {
  type DataFile,
  type FolderProblem,
  INDEX_FORMAT,
  type IndexedPlugin,
  type IndexedProvider,
  type PluginEntry,
  type ProviderEntry,
  type Slice,
} from "./plugin-index.ts";

/** Lengths in bytes, in the order of the files. */
export interface MeasuredPlugin {
  readonly entry: PluginEntry;
  readonly details: number;
  readonly providers: readonly {
    readonly entry: ProviderEntry;
    readonly lines: number;
    readonly list: number;
    readonly block: number;
  }[];
}

/** What an index that was made on this machine says besides: see read-cached-index.ts. */
export interface CacheNote {
  /** What it was made of; another one is another index. */
  readonly stamp: string;
  /** Part of the names of its data files. */
  readonly generation: string;
  /** Files and folders, and what `signatureOf` said of each when they were read. */
  readonly watched: readonly (readonly [path: string, signature: string])[];
  readonly problems: readonly FolderProblem[];
}

export interface IndexHeader {
  readonly plugins: readonly IndexedPlugin[];
  readonly cache?: CacheNote;
  /** Bytes of each data file. */
  readonly sizes: Readonly<Record<DataFile, number>>;
}

type Written<Entry> = Partial<Entry> & { readonly id: string };
type WrittenProvider = Written<ProviderEntry> & { lines: number; list: number; block: number };
type WrittenPlugin = Omit<Written<PluginEntry>, "providers"> & {
  readonly details: number;
  readonly providers: readonly WrittenProvider[];
};

export function encodeHeader(plugins: readonly MeasuredPlugin[], cache?: CacheNote): string {
  const written = plugins.map(({ entry, details, providers }) => ({
    ...withoutUsual(entry, usualPlugin),
    details,
    providers: providers.map(({ entry: { plugin: _plugin, ...provider }, lines, list, block }) => ({
      ...withoutUsual(provider, usualProvider(provider.id)),
      ...{ lines, list, block },
    })),
  }));
  return JSON.stringify({ format: INDEX_FORMAT, cache, plugins: written });
}

/** Throws when the text is not what `encodeHeader` of this format writes. */
export function decodeHeader(text: string): IndexHeader {
  const { format, cache, plugins } = JSON.parse(text) as {
    format?: unknown;
    cache?: CacheNote;
    plugins: WrittenPlugin[];
  };
  if (format !== INDEX_FORMAT) {
    throw new Error(`it has format ${String(format)}; this version reads ${INDEX_FORMAT}`);
  }
  const sizes = { "details.ndjson": 0, "models.txt": 0, "models.tsv": 0, "providers.ndjson": 0 };
  const take = (file: DataFile, length: number): readonly [number, number] => {
    const offset = sizes[file];
    sizes[file] += length;
    return [offset, length];
  };
  const read = plugins.map(
    (plugin): IndexedPlugin => ({
      entry: readEntry(plugin),
      details: take("details.ndjson", plugin.details),
      providers: plugin.providers.map((provider) =>
        readProvider(
          provider,
          plugin.id,
          take("models.txt", provider.lines),
          take("models.tsv", provider.list),
          take("providers.ndjson", provider.block),
        ),
      ),
    }),
  );
  return { plugins: read, sizes, ...(cache === undefined ? {} : { cache }) };
}

// Written out field by field: with spreads, reading 500 plugins takes five times as long as parsing them.
function readEntry(plugin: WrittenPlugin): PluginEntry {
  const entry: PluginEntry = {
    id: plugin.id,
    enabledByDefault: plugin.enabledByDefault ?? true,
    status: plugin.status ?? "active",
    code: plugin.code ?? false,
    providers: plugin.providers.map(({ id }) => id),
    foreignEnv: plugin.foreignEnv ?? none,
  };
  const { notice, successor, configCheck, problem, apis, fix, supersedes } = plugin;
  if ((notice ?? successor ?? configCheck ?? problem ?? apis ?? supersedes) === undefined)
    return entry;
  return {
    ...entry,
    ...(notice === undefined ? {} : { notice }),
    ...(successor === undefined ? {} : { successor }),
    ...(apis === undefined ? {} : { apis }),
    ...(configCheck === undefined ? {} : { configCheck }),
    ...(problem === undefined ? {} : { problem }),
    ...(fix === undefined ? {} : { fix }),
    ...(supersedes === undefined ? {} : { supersedes }),
  };
}

function readProvider(
  provider: WrittenProvider,
  plugin: string,
  lines: Slice,
  list: Slice,
  block: Slice,
): IndexedProvider {
  const { id } = provider;
  const entry: IndexedProvider = {
    id,
    plugin,
    name: provider.name ?? id,
    aliases: provider.aliases ?? none,
    keyPrefix: provider.keyPrefix ?? keyPrefixOf(id),
    extraKeys: provider.extraKeys ?? none,
    api: provider.api ?? "openai-completions",
    modelApis: provider.modelApis ?? none,
    keyless: provider.keyless ?? false,
    local: provider.local ?? false,
    discovers: provider.discovers ?? false,
    choices: provider.choices ?? none,
    models: provider.models ?? 0,
    lines,
    list,
    block,
  };
  const { ambient, profilesFrom, onRefresh } = provider;
  if ((ambient ?? profilesFrom ?? onRefresh) === undefined) return entry;
  return {
    ...entry,
    ...(ambient === undefined ? {} : { ambient }),
    ...(profilesFrom === undefined ? {} : { profilesFrom }),
    ...(onRefresh === undefined ? {} : { onRefresh }),
  };
}

const none: readonly string[] = [];

const usualPlugin = {
  enabledByDefault: true,
  status: "active",
  code: false,
  providers: none,
  foreignEnv: none,
} as const;

const usualProvider = (id: string): Omit<ProviderEntry, "plugin" | "id"> => ({
  name: id,
  aliases: none,
  keyPrefix: keyPrefixOf(id),
  extraKeys: none,
  api: "openai-completions",
  modelApis: none,
  keyless: false,
  local: false,
  discovers: false,
  choices: none,
  models: 0,
});

function withoutUsual<Entry extends object>(entry: Entry, usual: object): Partial<Entry> {
  const isUsual = (key: string, value: unknown): boolean =>
    JSON.stringify(value) === JSON.stringify((usual as Record<string, unknown>)[key]);
  return Object.fromEntries(
    Object.entries(entry).filter(([key, value]) => !isUsual(key, value)),
  ) as Partial<Entry>;
}

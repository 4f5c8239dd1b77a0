// The text of `plugins.json`. Rows without names of columns, with 0 for what is as usual and nothing after
// the last value that is not; offsets are sums of lengths. With 500 plugins every byte is parsed before the
// first model is printed, and objects of many shapes take several times the memory of rows: a start that
// stays below V8's first collection is 1 to 3 ms shorter.
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

/** 0, or nothing at the end of a row: as usual. */
type Usual = 0 | undefined;

type ProviderRow = [
  id: string,
  lines: number,
  list: number,
  block: number,
  name: string | Usual,
  models: number | undefined,
  choices: readonly string[] | Usual,
  /** 1: its server is asked; 2: on refresh alone. */
  discovers: 1 | 2 | Usual,
  extraKeys: readonly string[] | Usual,
  aliases: readonly string[] | Usual,
  api: string | Usual,
  keyPrefix: string | Usual,
  modelApis: readonly string[] | Usual,
  local: 1 | Usual,
  keyless: 1 | Usual,
  rarities: Pick<ProviderEntry, "addressEnv" | "ambient" | "profilesFrom"> | Usual,
];

/** `rarities`: what is not as usual, under its name. */
type PluginRow = [
  id: string,
  details: number,
  providers: readonly ProviderRow[],
  rarities: Partial<PluginEntry> | Usual,
];

export function encodeHeader(plugins: readonly MeasuredPlugin[], cache?: CacheNote): string {
  const rows = plugins.map(({ entry: { id, providers: _ids, ...entry }, details, providers }) => {
    const rarities = withoutUsual(entry, usualPlugin);
    const row: PluginRow = [id, details, providers.map(providerRow), rarities ?? 0];
    return withoutEnd(row);
  });
  return JSON.stringify({ format: INDEX_FORMAT, cache, plugins: rows });
}

function providerRow({
  entry,
  lines,
  list,
  block,
}: MeasuredPlugin["providers"][number]): ProviderRow {
  const { id, name, models, addressEnv, ambient, profilesFrom } = entry;
  const row: ProviderRow = [
    ...([id, lines, list, block] as const),
    name === id ? 0 : name,
    models,
    isSame(entry.choices, usualChoices(id)) ? 0 : entry.choices,
    entry.discovers ? (entry.onRefresh ? 2 : 1) : 0,
    unlessNone(entry.extraKeys),
    unlessNone(entry.aliases),
    entry.api === usualApi ? 0 : entry.api,
    entry.keyPrefix === keyPrefixOf(id) ? 0 : entry.keyPrefix,
    unlessNone(entry.modelApis),
    entry.local ? 1 : 0,
    entry.keyless ? 1 : 0,
    withoutUsual({ addressEnv, ambient, profilesFrom }, {}) ?? 0,
  ];
  return withoutEnd(row);
}

/** Throws when the text is not what `encodeHeader` of this format writes. */
export function decodeHeader(text: string): IndexHeader {
  const { format, cache, plugins } = JSON.parse(text) as {
    format?: unknown;
    cache?: CacheNote;
    plugins: readonly PluginRow[];
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
    (row): IndexedPlugin => ({
      entry: readEntry(row),
      details: take("details.ndjson", row[1]),
      providers: row[2].map((provider) =>
        readProvider(
          provider,
          row[0],
          take("models.txt", provider[1]),
          take("models.tsv", provider[2]),
          take("providers.ndjson", provider[3]),
        ),
      ),
    }),
  );
  return { plugins: read, sizes, ...(cache === undefined ? {} : { cache }) };
}

// Written out field by field and place by place: with spreads and patterns, reading 500 plugins takes five times as long as parsing them.
function readEntry(row: PluginRow): PluginEntry {
  const entry: PluginEntry = {
    id: row[0],
    enabledByDefault: true,
    status: "active",
    code: false,
    providers: row[2].map((provider) => provider[0]),
    foreignEnv: none,
  };
  return row[3] ? { ...entry, ...row[3] } : entry;
}

function readProvider(
  row: ProviderRow,
  plugin: string,
  lines: Slice,
  list: Slice,
  block: Slice,
): IndexedProvider {
  const id = row[0];
  const entry: IndexedProvider = {
    id,
    plugin,
    name: row[4] || id,
    models: row[5] || 0,
    choices: row[6] || usualChoices(id),
    discovers: row[7] === 1 || row[7] === 2,
    onRefresh: row[7] === 2,
    extraKeys: row[8] || none,
    aliases: row[9] || none,
    api: row[10] || usualApi,
    keyPrefix: row[11] || keyPrefixOf(id),
    modelApis: row[12] || none,
    local: row[13] === 1,
    keyless: row[14] === 1,
    lines,
    list,
    block,
  };
  return row[15] ? { ...entry, ...row[15] } : entry;
}

const none: readonly string[] = [];
const usualApi = "openai-completions";
const usualChoices = (id: string): readonly string[] => [`${id}-api-key`];
const usualPlugin = { enabledByDefault: true, status: "active", code: false, foreignEnv: none };

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const unlessNone = (list: readonly string[]): readonly string[] | 0 =>
  list.length === 0 ? 0 : list;

/** Undefined where nothing is left. */
function withoutUsual<Entry extends object>(
  entry: Entry,
  usual: object,
): Partial<Entry> | undefined {
  const rare = Object.entries(entry).filter(
    ([key, value]) => !isSame(value, (usual as Record<string, unknown>)[key]),
  );
  return rare.length === 0 ? undefined : (Object.fromEntries(rare) as Partial<Entry>);
}

function withoutEnd<Row extends unknown[]>(row: Row): Row {
  return row.slice(0, row.findLastIndex((value) => value !== 0) + 1) as Row;
}

// Reads an index: the header at once, the list columns of all providers when one's are asked for
// (opening a file costs more than reading these, and lists want many), else one line's bytes.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { MayrosError } from "@mayros/core";
import type { ProviderBlock } from "../provider-block.ts";
import { decodeHeader, type IndexHeader } from "./index-header.ts";
import { parseListRows } from "./list-row.ts";
import type {
  DataFile,
  PluginDetails,
  PluginIndex,
  PluginIndexFiles,
  Slice,
} from "./plugin-index.ts";

/** Opens the index in `folder`. Throws MAYROS_STATE_UNREADABLE when it is missing or of another format. */
export function openPluginIndex(folder: string): PluginIndex {
  const path = join(folder, "plugins.json");
  const hint = "install mayros again: npm install -g mayros";
  const unreadable = (cause: unknown): MayrosError => {
    const why = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    const message = `the plugin index ${path} can't be read: ${why}`;
    return new MayrosError("MAYROS_STATE_UNREADABLE", message, { hint, cause });
  };
  try {
    const header = decodeHeader(readFileSync(path, "utf8"));
    return lazyIndex(
      header,
      fileTexts((file) => join(folder, file)),
      unreadable,
    );
  } catch (cause) {
    throw unreadable(cause);
  }
}

/** An index that could not be kept on disk. */
export function indexInMemory(files: PluginIndexFiles): PluginIndex {
  const bytes = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  const whole = (file: DataFile): Buffer => bytes.get(file) ?? Buffer.alloc(0);
  return lazyIndex(
    decodeHeader(files["plugins.json"]),
    {
      whole,
      slice: (file, [offset, length]) => whole(file).toString("utf8", offset, offset + length),
    },
    (cause) => new MayrosError("MAYROS_STATE_UNREADABLE", "the plugin index is broken", { cause }),
  );
}

/** Where the data files' bytes come from. */
export interface IndexTexts {
  whole(file: DataFile): Buffer;
  slice(file: DataFile, slice: Slice): string;
}

export function fileTexts(pathOf: (file: DataFile) => string): IndexTexts {
  return {
    whole: (file) => readFileSync(pathOf(file)),
    slice: (file, slice) => readSlice(pathOf(file), slice),
  };
}

/** `unreadable` makes the error for a data file that does not hold what the header says. */
export function lazyIndex(
  header: IndexHeader,
  texts: IndexTexts,
  unreadable: (cause: unknown) => MayrosError,
): PluginIndex {
  const read = new Map<DataFile, Buffer>();
  const slice = (file: DataFile, [offset, length]: Slice): string => {
    const bytes = read.get(file) ?? texts.whole(file);
    read.set(file, bytes);
    return bytes.toString("utf8", offset, offset + length);
  };
  let details: Buffer | undefined;
  let isAsked = false;
  /** Who wants a second one's wants all of them: opening a file costs more than reading these. */
  const detailsText = ([offset, length]: Slice): string => {
    if (isAsked) details ??= texts.whole("details.ndjson");
    isAsked = true;
    return (
      details?.toString("utf8", offset, offset + length) ??
      texts.slice("details.ndjson", [offset, length])
    );
  };
  const guarded = <Result>(read: () => Result): Result => {
    try {
      return read();
    } catch (cause) {
      throw unreadable(cause);
    }
  };
  return {
    plugins: header.plugins,
    problems: header.cache?.problems ?? [],
    details: (plugin) => guarded(() => JSON.parse(detailsText(plugin.details)) as PluginDetails),
    listLines: ({ lines }) => guarded(() => slice("models.txt", lines)),
    listRows: ({ list }) => guarded(() => parseListRows(slice("models.tsv", list))),
    block: (provider) =>
      guarded(() => JSON.parse(texts.slice("providers.ndjson", provider.block)) as ProviderBlock),
  };
}

function readSlice(path: string, [offset, length]: Slice): string {
  if (length === 0) return "";
  const bytes = Buffer.allocUnsafe(length);
  const file = openSync(path, "r");
  try {
    let filled = 0;
    while (filled < length) {
      const count = readSync(file, bytes, filled, length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.toString("utf8", 0, filled);
  } finally {
    closeSync(file);
  }
}

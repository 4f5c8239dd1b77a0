// Reads an index folder: the header at once, the list columns of all providers when one's are asked for
// (opening a file costs more than reading these, and lists want many), else one provider's bytes.
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { MayrosError, type ModelColumns } from "@mayros/core";
import type { ProviderBlock } from "../provider-block.ts";
import { parseListRows } from "./list-row.ts";
import { INDEX_FORMAT, type PluginIndexHeader, type Slice } from "./plugin-index.ts";

export interface PluginIndex {
  readonly header: PluginIndexHeader;
  /** Rows of one provider for lists; empty for an id that is not in the header. */
  listRows(providerId: string): ModelColumns[];
  provider(providerId: string): ProviderBlock | undefined;
}

/** Opens the index in `folder`. Throws MAYROS_STATE_UNREADABLE when it is missing or of another format. */
export function openPluginIndex(folder: string): PluginIndex {
  const header = readHeader(folder);
  let lists: Buffer | undefined;
  return {
    header,
    listRows(providerId) {
      const entry = header.providers[providerId];
      if (!entry) return [];
      lists ??= readFileSync(join(folder, "models.tsv"));
      const [offset, length] = entry.list;
      return parseListRows(lists.toString("utf8", offset, offset + length));
    },
    provider(providerId) {
      const entry = header.providers[providerId];
      if (!entry) return undefined;
      return JSON.parse(readSlice(join(folder, "providers.ndjson"), entry.block)) as ProviderBlock;
    },
  };
}

function readHeader(folder: string): PluginIndexHeader {
  const path = join(folder, "plugins.json");
  let header: PluginIndexHeader;
  try {
    header = JSON.parse(readFileSync(path, "utf8")) as PluginIndexHeader;
  } catch (cause) {
    throw new MayrosError("MAYROS_STATE_UNREADABLE", `the plugin index ${path} can't be read`, {
      hint: "install mayros again: npm install -g mayros",
      cause,
    });
  }
  if (header.format !== INDEX_FORMAT) {
    throw new MayrosError(
      "MAYROS_STATE_UNREADABLE",
      `the plugin index ${path} has format ${header.format}; this version reads ${INDEX_FORMAT}`,
      { hint: "install mayros again: npm install -g mayros" },
    );
  }
  return header;
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

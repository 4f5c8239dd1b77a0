// Makes an index from manifests that were already validated. Pure: texts in, texts out.
import { MayrosError } from "@mayros/core";
import { bundledCollision, claimantOf } from "../claims/find-collisions.ts";
import { type CacheNote, encodeHeader, type MeasuredPlugin } from "./index-header.ts";
import { formatListLine, formatListRow } from "./list-row.ts";
import {
  type PluginSource,
  pluginDetails,
  pluginEntry,
  providerBlocks,
  providerEntry,
} from "./plugin-facts.ts";
import type {
  PluginDetails,
  PluginEntry,
  PluginIndexFiles,
  ProviderEntry,
} from "./plugin-index.ts";

/** What is written of one plugin. */
export interface IndexLine {
  readonly entry: PluginEntry;
  readonly details: PluginDetails;
  readonly providers: readonly {
    readonly entry: ProviderEntry;
    readonly lines: string;
    readonly rows: string;
    readonly block: string;
  }[];
}

export function indexLine(source: PluginSource, path?: string): IndexLine {
  return {
    entry: pluginEntry(source),
    details: pluginDetails(source, path),
    providers: providerBlocks(source).map((block) => ({
      entry: providerEntry(block),
      lines: block.models.map((model) => `${formatListLine(block.id, model)}\n`).join(""),
      rows: block.models.map(formatListRow).join(""),
      block: `${JSON.stringify(block)}\n`,
    })),
  };
}

/** The index of plugins that are shipped together. Throws MAYROS_PLUGIN_INVALID when two claim a name. */
export function buildPluginIndex(sources: readonly PluginSource[]): PluginIndexFiles {
  const lines = sources
    .map((source) => indexLine(source))
    .sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1));
  const collision = bundledCollision(
    lines.map(({ entry, providers }) => ({
      ...claimantOf({ entry, providers: [] }),
      providers: providers.map((provider) => provider.entry),
    })),
  );
  if (collision) throw new MayrosError("MAYROS_PLUGIN_INVALID", collision);
  return joinLines(lines);
}

export function joinLines(lines: readonly IndexLine[], cache?: CacheNote): PluginIndexFiles {
  const details: string[] = [];
  const printed: string[] = [];
  const rows: string[] = [];
  const blocks: string[] = [];
  const put = (texts: string[], text: string): number => {
    texts.push(text);
    return Buffer.byteLength(text);
  };
  const measured = lines.map(
    (line): MeasuredPlugin => ({
      entry: line.entry,
      details: put(details, `${JSON.stringify(line.details)}\n`),
      providers: line.providers.map((provider) => ({
        entry: provider.entry,
        lines: put(printed, provider.lines),
        list: put(rows, provider.rows),
        block: put(blocks, provider.block),
      })),
    }),
  );
  return {
    "plugins.json": encodeHeader(measured, cache),
    "details.ndjson": details.join(""),
    "models.txt": printed.join(""),
    "models.tsv": rows.join(""),
    "providers.ndjson": blocks.join(""),
  };
}

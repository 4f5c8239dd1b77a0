// An index that was made on this machine, if it still holds: same Mayros, same folders, nothing changed
// in them, and all of it there. Anything else means none, and it is made again.
import { readFileSync, rmSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { MayrosError } from "@mayros/core";
import { decodeHeader } from "../plugin-index/index-header.ts";
import { fileTexts, lazyIndex } from "../plugin-index/open-plugin-index.ts";
import { type DataFile, dataFiles } from "../plugin-index/plugin-index.ts";
import { isUnchanged } from "./signature.ts";
import type { OpenStrangers } from "./stranger-index.ts";

export function readCachedIndex(folder: string, stamp: string): OpenStrangers | undefined {
  const headerPath = join(folder, "plugins.json");
  try {
    if (!isOurs(statSync(folder)) || !isOurs(statSync(headerPath))) return undefined;
    const header = decodeHeader(readFileSync(headerPath, "utf8"));
    const { cache, sizes } = header;
    if (cache?.stamp !== stamp || !isUnchanged(cache.watched)) return undefined;
    const pathOf = (file: DataFile): string => join(folder, cachedName(file, cache.generation));
    if (dataFiles.some((file) => statSync(pathOf(file)).size !== sizes[file])) return undefined;
    const index = lazyIndex(header, fileTexts(pathOf), (cause) => {
      // Right size and wrong bytes: without its header it is made again at the next start.
      rmSync(headerPath, { force: true });
      return new MayrosError("MAYROS_STATE_UNREADABLE", `the plugin index in ${folder} is broken`, {
        hint: "mayros plugins doctor",
        cause,
      });
    });
    return { index, watched: cache.watched };
  } catch {
    return undefined;
  }
}

/** `models-<generation>.tsv`: readers of an older header find its own files. */
export function cachedName(file: DataFile, generation: string): string {
  return file.replace(".", `-${generation}.`);
}

/** Nobody else could have written it. Where a system has no owners, its home folders are private. */
function isOurs({ uid, mode }: Stats): boolean {
  const own = process.getuid?.();
  return own === undefined || (uid === own && (mode & 0o022) === 0);
}

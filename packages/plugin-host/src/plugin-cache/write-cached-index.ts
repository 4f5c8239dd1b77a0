// Keeps an index for the next start. Data files first, under names of their own, and then the header in
// one step: a reader has the old index or the new one, never a mixture. Nothing is forced to disk: what a
// power cut leaves has other sizes than the header says, and is made again.
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { dataFiles, type PluginIndexFiles } from "../plugin-index/plugin-index.ts";
import { cachedName } from "./read-cached-index.ts";

/** Long enough for whoever opened an older index and reads on in it. */
const OLD_MS = 60 * 60 * 1000;

/** Returns why it could not be written; the index is used from memory then. */
export function writeCachedIndex(
  folder: string,
  files: PluginIndexFiles,
  generation: string,
): string | undefined {
  const written: string[] = [];
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    const file = openSync(path, "wx", 0o600);
    written.push(path);
    try {
      writeFileSync(file, text);
    } finally {
      closeSync(file);
    }
    return path;
  };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    for (const file of dataFiles) write(cachedName(file, generation), files[file]);
    const header = write(`plugins-${generation}.json`, files["plugins.json"]);
    renameSync(header, join(folder, "plugins.json"));
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    return `${folder} can't be written: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`;
  }
  try {
    removeOld(folder, generation);
  } catch {
    // Another process removes them at the same time, or a later one will.
  }
  return undefined;
}

function removeOld(folder: string, generation: string): void {
  for (const name of readdirSync(folder)) {
    if (name === "plugins.json" || name.includes(generation)) continue;
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() && Date.now() - stat.mtimeMs > OLD_MS) rmSync(path, { force: true });
  }
}

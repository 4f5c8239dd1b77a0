// Reads the plugins that did not ship with Mayros from their folders, checks them, and keeps the result
// as an index for the next start. Loaded lazily: with an index at hand none of this is needed, and
// reading manifests needs zod.
import { join } from "node:path";
import { type Claimant, claimantOf, findCollisions } from "../claims/find-collisions.ts";
import { foreignNames } from "../claims/foreign-names.ts";
import { MANIFEST_FILE, readPluginFolder } from "../plugin-folder/read-plugin-folder.ts";
import { type IndexLine, indexLine, joinLines } from "../plugin-index/build-plugin-index.ts";
import { indexInMemory } from "../plugin-index/open-plugin-index.ts";
import type { PluginSource } from "../plugin-index/plugin-facts.ts";
import type { FolderProblem, PluginIndex } from "../plugin-index/plugin-index.ts";
import { findInstalledFolders } from "./find-installed-folders.ts";
import { findLoadPathFolders } from "./find-load-path-folders.ts";
import type { FoundFolders } from "./found-folders.ts";
import type { OpenStrangers, StrangerQuery } from "./stranger-index.ts";
import { WatchList } from "./watch-list.ts";
import { writeCachedIndex } from "./write-cached-index.ts";

export async function buildStrangerIndex(
  query: StrangerQuery,
  stamp: string,
  bundled: PluginIndex,
): Promise<OpenStrangers> {
  const watch = new WatchList();
  const found =
    query.origin === "installed"
      ? findInstalledFolders(query.roots[0] ?? "", watch)
      : findLoadPathFolders(query.roots, watch);
  const problems: FolderProblem[] = [...found.problems];
  const lines: IndexLine[] = [];
  const owned = new Set(bundled.plugins.flatMap((plugin) => bundled.details(plugin).env));
  for (const folder of found.folders) {
    const line = await readLine(folder, watch, owned);
    if ("problem" in line) problems.push(line);
    else lines.push(line);
  }
  const collisions = findCollisions(bundled.plugins.map(claimantOf), lines.map(claimantOfLine));
  const checked = lines.map((line, index): IndexLine => {
    const problem = collisions.get(index)?.message;
    return problem === undefined ? line : { ...line, entry: { ...line.entry, problem } };
  });
  const watched = watch.entries();
  const note = { stamp, generation: newGeneration(), watched, problems };
  const files = joinLines(checked, note);
  const unkept = writeCachedIndex(query.cacheFolder, files, note.generation);
  return {
    index: indexInMemory(files),
    watched,
    ...(unkept === undefined ? {} : { unkept }),
  };
}

/** None is wanted: only names that ship collide here. What strangers hold depends on the config. */
const claimantOfLine = ({ entry, providers }: IndexLine): Claimant & { wanted: boolean } => ({
  ...claimantOf({ entry, providers: providers.map((provider) => provider.entry) }),
  wanted: false,
});

type Found = FoundFolders["folders"][number];

/** A failed one is watched: it may be mended without a word from an installer. */
async function readLine(
  { folder, within, installed }: Found,
  watch: WatchList,
  owned: ReadonlySet<string>,
): Promise<IndexLine | FolderProblem> {
  const read = await readPluginFolder(folder, { within });
  if ("problem" in read) {
    watch.see(folder);
    watch.see(join(folder, MANIFEST_FILE));
    const { problem, fix } = read;
    return { path: folder, problem, ...(fix === undefined ? {} : { fix }) };
  }
  // People edit manifests and models files by hand, which no folder's time tells.
  if (installed !== true) {
    watch.see(join(folder, MANIFEST_FILE));
    for (const file of modelsFiles(read.source)) watch.see(join(folder, file));
  }
  try {
    const line = indexLine(read.source, folder);
    const foreignEnv = foreignNames(line.details.env, owned);
    return { ...line, entry: { ...line.entry, foreignEnv } };
  } catch (error) {
    return { path: folder, problem: (error as Error).message };
  }
}

const modelsFiles = ({ manifest }: PluginSource): string[] =>
  Object.values(manifest.providers ?? {}).flatMap((provider) => provider.modelsFile ?? []);

const newGeneration = (): string =>
  `${process.pid}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

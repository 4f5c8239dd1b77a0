// Reads the plugins that did not ship with Mayros from their folders, checks them, and keeps the result
// as an index for the next start. Loaded lazily: with an index at hand none of this is needed, and
// reading manifests needs zod.
import { join } from "node:path";
import { type Claimant, findCollisions } from "../claims/find-collisions.ts";
import { foreignNames } from "../claims/foreign-names.ts";
import { verifyProject } from "../install/verify-project.ts";
import { newerCore } from "../plugin-folder/newer-core.ts";
import { MANIFEST_FILE, readPluginFolder } from "../plugin-folder/read-plugin-folder.ts";
import { type IndexLine, indexLine, joinLines } from "../plugin-index/build-plugin-index.ts";
import { indexInMemory } from "../plugin-index/open-plugin-index.ts";
import type { PluginSource } from "../plugin-index/plugin-facts.ts";
import type {
  FolderProblem,
  IndexedPlugin,
  InstalledFacts,
  PluginIndex,
} from "../plugin-index/plugin-index.ts";
import { findInstalledFolders } from "./find-installed-folders.ts";
import { findLoadPathFolders } from "./find-load-path-folders.ts";
import type { FoundFolders } from "./found-folders.ts";
import type { OpenStrangers, StrangerQuery } from "./stranger-index.ts";
import { supersedingProblem } from "./superseding.ts";
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
  for (const folder of found.folders) {
    const line = await readLine(folder, watch, bundled);
    if ("problem" in line) problems.push(line);
    else lines.push(line);
  }
  const checked = withCollisions(lines, bundled.plugins);
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
function withCollisions(
  lines: readonly IndexLine[],
  bundled: readonly IndexedPlugin[],
): IndexLine[] {
  const replaced = new Set(lines.flatMap(({ entry }) => (entry.supersedes ? [entry.id] : [])));
  const staying = bundled.filter(({ entry }) => !replaced.has(entry.id));
  const collisions = findCollisions(staying.map(claimant), lines.map(claimantOfLine));
  return lines.map((line, index): IndexLine => {
    const problem = line.entry.problem ?? collisions.get(index)?.message;
    if (problem === undefined) return line;
    const { supersedes: _no, ...entry } = line.entry;
    return { ...line, entry: { ...entry, problem } };
  });
}

const claimant = ({ entry, providers }: IndexedPlugin): Claimant => ({ id: entry.id, providers });

const claimantOfLine = ({ entry, providers }: IndexLine): Claimant & { wanted: boolean } => ({
  id: entry.id,
  providers: providers.map((provider) => provider.entry),
  wanted: false,
});

type Found = FoundFolders["folders"][number];

/** A failed one is watched: it may be mended without a word from an installer. */
async function readLine(
  { folder, within, installed }: Found,
  watch: WatchList,
  bundled: PluginIndex,
): Promise<IndexLine | FolderProblem> {
  const verified = installed && verifyProject(within ?? folder, installed);
  const changed = verified && "problem" in verified ? verified : undefined;
  const read = await readPluginFolder(folder, { within });
  if ("problem" in read) {
    watch.see(folder);
    watch.see(join(folder, MANIFEST_FILE));
    const { problem, fix } = read;
    return { path: folder, problem, ...(fix === undefined ? {} : { fix }), ...changed };
  }
  // People edit manifests and models files by hand, which no folder's time tells.
  if (installed === undefined) {
    watch.see(join(folder, MANIFEST_FILE));
    for (const file of modelsFiles(read.source)) watch.see(join(folder, file));
  } else if (read.source.manifest.id !== installed.id) {
    const problem = `holds the plugin ${read.source.manifest.id}, and not ${installed.id}`;
    return { path: folder, problem, fix: `mayros plugins uninstall ${installed.id}`, ...changed };
  }
  const stamp = verified && "stamp" in verified ? verified.stamp : "";
  try {
    const facts = installed && { ...installed, project: within ?? folder, stamp };
    const line = withOrigin(indexLine(read.source, folder), bundled, facts);
    const wrong = changed ?? newerCore(read.source.manifest.minCore);
    return wrong ? { ...line, entry: { ...line.entry, ...wrong } } : line;
  } catch (error) {
    return { path: folder, problem: (error as Error).message };
  }
}

/** What is known of it besides its manifest: the record, and which of its names are those of others. */
function withOrigin(
  line: IndexLine,
  bundled: PluginIndex,
  installed: InstalledFacts | undefined,
): IndexLine {
  const { id } = line.entry;
  const twin = installed && bundled.plugins.find(({ entry }) => entry.id === id);
  const wrong =
    twin && supersedingProblem(installed, { id, version: bundled.details(twin).version });
  const others = bundled.plugins.filter((plugin) => plugin !== twin || wrong !== undefined);
  const owned = new Set(others.flatMap((plugin) => bundled.details(plugin).env));
  const supersedes = twin !== undefined && wrong === undefined;
  const entry = {
    ...line.entry,
    foreignEnv: supersedes ? [] : foreignNames(line.details.env, owned),
    ...wrong,
    ...(supersedes ? { supersedes } : {}),
  };
  const details = installed ? { ...line.details, installed } : line.details;
  return { ...line, entry, details };
}

const modelsFiles = ({ manifest }: PluginSource): string[] =>
  Object.values(manifest.providers ?? {}).flatMap((provider) => provider.modelsFile ?? []);

const newGeneration = (): string =>
  `${process.pid}-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

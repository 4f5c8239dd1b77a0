// An entry of `plugins.load.paths` is a plugin's folder or a folder of such folders.
import { readdirSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { refuseOwner } from "../plugin-folder/open-trusted-folder.ts";
import { folderProblem, MANIFEST_FILE } from "../plugin-folder/read-plugin-folder.ts";
import type { FolderProblem } from "../plugin-index/plugin-index.ts";
import type { FoundFolders } from "./found-folders.ts";
import type { WatchList } from "./watch-list.ts";

/** Watches the entries and every manifest, also where one may come to be. */
export function findLoadPathFolders(paths: readonly string[], watch: WatchList): FoundFolders {
  const folders: string[] = [];
  const problems: FolderProblem[] = [];
  for (const path of paths) {
    const found = findIn(path, watch);
    if (Array.isArray(found)) folders.push(...found);
    else problems.push({ path, ...found });
  }
  return { folders: [...new Set(folders)].map((folder) => ({ folder })), problems };
}

function findIn(path: string, watch: WatchList): string[] | { problem: string; fix?: string } {
  if (!isAbsolute(path)) return { problem: "is not an absolute path" };
  watch.see(path);
  watch.see(join(path, MANIFEST_FILE));
  if (exists(join(path, MANIFEST_FILE))) return [path];
  try {
    refuseOwner(path, statSync(path));
    const names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort();
    const folders = names.filter((name) => {
      watch.see(join(path, name, MANIFEST_FILE));
      return exists(join(path, name, MANIFEST_FILE));
    });
    if (folders.length > 0) return folders.map((name) => join(path, name));
    return { problem: `has no ${MANIFEST_FILE} in it or right under it` };
  } catch (error) {
    return folderProblem(error);
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

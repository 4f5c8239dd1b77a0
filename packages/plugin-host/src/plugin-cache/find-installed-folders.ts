// Installed plugins are those that installed.json names, and no others: what else lies beside them was put there by somebody
// who has to be told that it does nothing.
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { shellWord } from "@mayros/core";
import { INSTALLED_FILE } from "../install/install-record.ts";
import { readInstalled } from "../install/installed-file.ts";
import { isProject, packageFolder } from "../install/project-folder.ts";
import { openTrustedFolder } from "../plugin-folder/open-trusted-folder.ts";
import { folderProblem } from "../plugin-folder/read-plugin-folder.ts";
import type { FolderProblem } from "../plugin-index/plugin-index.ts";
import type { FoundFolders } from "./found-folders.ts";
import type { WatchList } from "./watch-list.ts";

/**
 * The file is written by every install, update and removal, and the folder tells of what somebody put there or opened to others:
 * two stats, however many plugins there are.
 */
export function findInstalledFolders(root: string, watch: WatchList): FoundFolders {
  watchInstalled(root, watch);
  const folders: FoundFolders["folders"][number][] = [];
  try {
    openTrustedFolder(root);
    const { records, problem } = readInstalled(root);
    const problems: FolderProblem[] = [];
    if (problem !== undefined) problems.push(damaged(join(root, INSTALLED_FILE), problem));
    for (const record of records.values()) {
      const project = join(root, record.id);
      folders.push({
        folder: packageFolder(project, record.package),
        within: project,
        installed: record,
      });
    }
    // Who it is that is not named is not known without the names.
    if (problem === undefined) {
      problems.push(...strayFolders(root, new Set(records.keys())));
    }
    return { folders, problems };
  } catch (error) {
    return { folders: [], problems: [{ path: root, ...folderProblem(error) }] };
  }
}

function watchInstalled(root: string, watch: WatchList): void {
  watch.see(root);
  watch.see(join(root, INSTALLED_FILE));
}

const damaged = (path: string, problem: string): FolderProblem => ({
  path,
  problem: `${problem}; no installed plugin is on. Move it away, and install them again`,
  fix: `mv ${shellWord(path)} ${shellWord(`${path}.damaged`)}`,
});

/** Hidden ones are of an install that is under way, or of one that was killed: the next one clears them away. */
function strayFolders(root: string, known: ReadonlySet<string>): FolderProblem[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .filter((name) => !known.has(name) && !name.startsWith("."))
    .sort()
    .map((name) => strayProblem(join(root, name)));
}

function strayProblem(path: string): FolderProblem {
  const word = shellWord(path);
  if (isProject(path)) {
    const problem = "is what is left of an installed plugin: installed.json does not name it";
    return { path, problem, fix: `rm -r ${word}` };
  }
  const problem =
    "does nothing here: installed.json does not name it. Move it elsewhere, and install it from there";
  const target = shellWord(join(dirname(dirname(path)), basename(path)));
  return { path, problem, fix: `mv ${word} ${target} && mayros plugins install ${target}` };
}

// Plugins below `<stateDir>/plugins`: the packages that its package.json names, as npm or pnpm put them
// into node_modules, and folders that a person placed there.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { openTrustedFolder } from "../plugin-folder/open-trusted-folder.ts";
import { folderProblem, MANIFEST_FILE } from "../plugin-folder/read-plugin-folder.ts";
import type { FolderProblem } from "../plugin-index/plugin-index.ts";
import type { FoundFolders } from "./found-folders.ts";
import type { WatchList } from "./watch-list.ts";

const PACKAGE_BYTES = 1024 * 1024;
/** `name` or `@scope/name`, as npm has them. */
const PACKAGE_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

/**
 * The lock file stands for all that an installer put there: one stat, however many plugins. The folder
 * itself tells of folders that come and go; those are watched one by one, for people edit them.
 */
export function findInstalledFolders(root: string, watch: WatchList): FoundFolders {
  watchInstalled(root, watch);
  const problems: FolderProblem[] = [];
  const folders: FoundFolders["folders"][number][] = [];
  try {
    openTrustedFolder(root);
    for (const name of placedFolders(root)) {
      watch.see(join(root, name, MANIFEST_FILE));
      folders.push({ folder: join(root, name), within: root });
    }
    if (!exists(join(root, "package.json"))) return { folders, problems };
    for (const name of packageNames(root)) {
      const folder = join(root, "node_modules", name);
      if (PACKAGE_NAME.test(name)) folders.push({ folder, within: root, installed: true });
      else problems.push({ path: folder, problem: "is no name of a package" });
    }
  } catch (error) {
    problems.push({ path: root, ...folderProblem(error) });
  }
  return { folders, problems };
}

/** The files whose signatures tell whether anything was installed or removed. */
export function watchInstalled(root: string, watch: WatchList): void {
  for (const name of ["", "package-lock.json", "pnpm-lock.yaml"]) watch.see(join(root, name));
}

function placedFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .filter((name) => name !== "node_modules" && !name.startsWith("."))
    .sort();
}

function packageNames(root: string): string[] {
  const { dependencies } = openTrustedFolder(root).json("package.json", PACKAGE_BYTES) as {
    dependencies?: unknown;
  };
  return typeof dependencies === "object" && dependencies !== null
    ? Object.keys(dependencies).sort()
    : [];
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

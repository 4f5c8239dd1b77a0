// An entry of `plugins.load.paths` is a plugin's folder or a folder of such folders.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { checkOwnership } from "./check-ownership.ts";
import { MANIFEST_FILE } from "./read-plugin-folder.ts";

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Plugin folders at or right under `path`, sorted; a problem when there are none. */
export async function findPluginFolders(path: string): Promise<string[] | { problem: string }> {
  if (await exists(join(path, MANIFEST_FILE))) return [path];
  try {
    const problem = await checkOwnership(path);
    if (problem) return { problem: `${path} ${problem}` };
    const names = (await readdir(path)).sort();
    const folders: string[] = [];
    for (const name of names) {
      if (await exists(join(path, name, MANIFEST_FILE))) folders.push(join(path, name));
    }
    return folders.length > 0
      ? folders
      : { problem: `no ${MANIFEST_FILE} in it or right under it` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: code === "ENOENT" ? "does not exist" : message };
  }
}

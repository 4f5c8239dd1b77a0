// Puts a plugin's files into a folder that holds nothing yet.
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { wrongUse } from "./parse-words.ts";

/** What may be there already: a repository that somebody has just begun. */
const HARMLESS = new Set([".git", ".DS_Store"]);

/** Throws MAYROS_USAGE where something is in the folder. */
export async function refuseFull(folder: string): Promise<void> {
  const found = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw wrongUse(
      `${folder} can't be used: ${error.code === "ENOTDIR" ? "it is a file" : error.code}`,
    );
  });
  const [first] = found.filter((name) => !HARMLESS.has(name));
  if (first !== undefined) {
    throw wrongUse(`${folder} is not empty: it has ${first}. Name a folder that is not there yet`);
  }
}

/** Writes over nothing. */
export async function writeFolder(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text, { flag: "wx" });
  }
}

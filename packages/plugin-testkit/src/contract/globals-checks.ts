// Globals: code of a plugin touches the world through its context and nowhere else. Its sources and its build are read.
import { deepStrictEqual } from "node:assert";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { type Check, done } from "./check.ts";
import { findGlobals } from "./find-globals.ts";
import type { PluginSubject } from "./plugin-subject.ts";

export function globalsChecks({ directory, manifest }: PluginSubject): Check[] {
  const { entry, ownTransport } = manifest ?? {};
  if (entry === undefined) return [];
  return [
    {
      capability: "globals",
      subject: "",
      name: "reaches for network, environment and files through its context only",
      async run() {
        if (ownTransport) return "its manifest says that it has a network of its own";
        const built = join(directory, dirname(entry));
        const folders = built === join(directory) ? [built] : [join(directory, "src"), built];
        const files = (await Promise.all(folders.map(listModules))).flat();
        const problems = await Promise.all(
          files.map(async (file) => {
            const found = findGlobals(await readFile(file, "utf8"), /\.m?ts$/.test(file));
            return found.map((place) => `${relative(directory, file)}:${place}`);
          }),
        );
        deepStrictEqual(problems.flat(), []);
        return files.length === 0 ? "there are no modules to read" : done;
      },
    },
  ];
}

/** Modules below a folder, without tests and without what others wrote. */
async function listModules(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\.m?[jt]s$/.test(path) && !/\.d\.m?ts$|\.(test|spec)\./.test(path))
    .filter((path) => !/[\\/](?:node_modules|test|tests)[\\/]/.test(relative(folder, path)));
}

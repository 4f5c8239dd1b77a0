// Commands that are used now and then share one file of the bundle: in the file that every start reads
// they would cost time, and as files of their own there would be forty of them. Written before the build,
// because esbuild's entries must be files.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** The export of the gathered file that is a command's module. */
export const exportName = (path: string): string => path.replace(/^.*?commands\/|\.ts$|\W/g, "_");

/** Writes a module that holds all commands of `table` but those of `others`; returns its path. */
export function gatherCommands(table: string, others: readonly string[], folder: string): string {
  const apart = new Set(others.map((path) => resolve(path)));
  const imports = [...readFileSync(table, "utf8").matchAll(/import\("([^"]+)"\)/g)];
  const paths = imports.map(([, path = ""]) => resolve(dirname(table), path));
  const lines = [...new Set(paths)]
    .filter((path) => !apart.has(path))
    .map((path) => `export * as ${exportName(path)} from ${JSON.stringify(path)};\n`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "more-commands.ts");
  writeFileSync(file, lines.join(""));
  return resolve(file);
}

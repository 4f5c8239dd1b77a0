// Modules that are loaded one after the other, or so seldom that their size does not matter, share one file of the
// bundle: each file costs a quarter of a millisecond, and packages with many files install slowly. Written before the
// build, because esbuild's entries must be files.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Writes a module with all that `paths` export, for which they need names that differ; returns its path. */
export function groupModules(name: string, paths: readonly string[], folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.ts`);
  const lines = paths.map((path) => `export * from ${JSON.stringify(resolve(path))};\n`);
  writeFileSync(file, lines.join(""));
  return resolve(file);
}

// Makes one file of a program of this folder: a hundred processes would read the sources for a minute.
import { join } from "node:path";
import { buildSync } from "esbuild";

/** The path of the file, in `folder`. */
export function bundleProgram(program: string, folder: string): string {
  const outfile = join(folder, program.replace(/\.ts$/, ".mjs"));
  buildSync({
    entryPoints: [join(import.meta.dirname, program)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@mayros/source"],
    logLevel: "error",
  });
  return outfile;
}

// An esbuild plugin for start-up time: `import { readFileSync } from "node:fs"` runs every lazy getter
// of that module when Node links it (measured: fs 5 ms, process 9, http 52). In the bundle such
// imports become `process.getBuiltinModule`, which costs nothing; the sources stay as they are.
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const BUILTIN_IMPORT = /^import (type )?(\* as \w+|\w+|\{[^}]*\}) from "(node:[\w/]+)";/gm;

/** `{ a, b as c, type D }` -> `{ a, b: c }`, for destructuring. */
function toPattern(clause: string): string {
  if (!clause.startsWith("{")) return clause.replace(/^\* as /, "");
  const names = clause
    .slice(1, -1)
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "));
  return `{ ${names.map((name) => name.replace(/ as /, ": ")).join(", ")} }`;
}

export function rewriteBuiltinImports(source: string): string {
  return source.replace(BUILTIN_IMPORT, (_all, type, clause: string, module: string) =>
    type ? "" : `const ${toPattern(clause)} = process.getBuiltinModule("${module}");`,
  );
}

export function lazyBuiltins(): Plugin {
  return {
    name: "lazy-builtins",
    setup(build) {
      build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
        contents: rewriteBuiltinImports(await readFile(path, "utf8")),
        loader: "ts",
      }));
    },
  };
}

// An esbuild plugin for start-up time. An ESM import of a builtin loads it when the chunk is linked and
// runs its lazy getters (measured on Node 26: crypto 7 to 40 ms, fs/promises 1 to 6, http 4, net 1 to
// 5). In the bundle such imports become `process.getBuiltinModule`, which costs nothing for what Node
// has loaded anyway, and for the rest a function that loads the module when it is first called. The
// sources stay as they are.
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const BUILTIN_IMPORT = /^import (type )?(\* as \w+|\w+|\{[^}]*\}) from "(node:[\w/]+)";/gm;

/** Loaded by Node itself before any program runs. */
const LOADED = new Set(["node:buffer", "node:fs", "node:os", "node:path", "node:url", "node:util"]);

interface ImportedName {
  readonly name: string;
  readonly local: string;
}

/** `{ a, b as c, type D }` without its types. */
function importedNames(clause: string): ImportedName[] {
  return clause
    .slice(1, -1)
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "" && !text.startsWith("type "))
    .map((text) => {
      const [name = "", local = name] = text.split(" as ");
      return { name, local };
    });
}

function isFunction(module: string, name: string): boolean {
  const exports = process.getBuiltinModule(module) as Record<string, unknown> | undefined;
  return typeof exports?.[name] === "function";
}

function rewriteImport(clause: string, module: string): string {
  const load = `process.getBuiltinModule("${module}")`;
  if (!clause.startsWith("{")) return `const ${clause.replace(/^\* as /, "")} = ${load};`;
  return importedNames(clause)
    .map(({ name, local }) => {
      // A class can't be wrapped, and what is loaded already needs no wrapping.
      const direct = LOADED.has(module) || /^[A-Z]/.test(name);
      if (!direct && !isFunction(module, name)) {
        throw new Error(`${name} of ${module} is no function: it can't be loaded late`);
      }
      return direct
        ? `const ${local} = ${load}.${name};`
        : `const ${local} = (...values) => ${load}.${name}(...values);`;
    })
    .join(" ");
}

export function rewriteBuiltinImports(source: string): string {
  return source.replace(BUILTIN_IMPORT, (_all, type, clause: string, module: string) =>
    type ? "" : rewriteImport(clause, module),
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

// An esbuild plugin: turns the dynamic imports of some files into static ones. Commands are imported
// lazily in the sources; in the bundle they are small and stand in one file anyway, where a lazy import
// would make esbuild wrap every module that it reaches in a function, which V8 then parses twice.
import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

const DYNAMIC_IMPORT = /\bimport\(("[^"]+")\)/g;

export function makeImportsStatic(source: string): string {
  const imports: string[] = [];
  const body = source.replace(DYNAMIC_IMPORT, (_all, path: string) => {
    const name = `imported${imports.length}`;
    imports.push(`import * as ${name} from ${path};`);
    return `Promise.resolve(${name})`;
  });
  return `${imports.join("\n")}\n${body}`;
}

export function inlineImports(files: RegExp): Plugin {
  return {
    name: "inline-imports",
    setup(build) {
      build.onLoad({ filter: files }, async ({ path }) => ({
        contents: makeImportsStatic(await readFile(path, "utf8")),
        loader: "ts",
      }));
    },
  };
}

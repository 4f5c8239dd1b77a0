// An esbuild plugin: turns the dynamic imports of some files into static ones. Commands are imported
// lazily in the sources; in the bundle they are small and stand in one file anyway, where a lazy import
// would make esbuild wrap every module that it reaches in a function, which V8 then parses twice.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Plugin } from "esbuild";

const DYNAMIC_IMPORT = /\bimport\(("[^"]+")\)/g;

/** Imports of which `staysDynamic` is true are left as they are. */
export function makeImportsStatic(
  source: string,
  staysDynamic: (path: string) => boolean = () => false,
): string {
  const imports: string[] = [];
  const body = source.replace(DYNAMIC_IMPORT, (all, path: string) => {
    if (staysDynamic(JSON.parse(path))) return all;
    const name = `imported${imports.length}`;
    imports.push(`import * as ${name} from ${path};`);
    return `Promise.resolve(${name})`;
  });
  return `${imports.join("\n")}\n${body}`;
}

/** What is built as a file of its own, one of `entries`, stays a dynamic import. */
export function inlineImports(files: RegExp, entries: Readonly<Record<string, string>>): Plugin {
  const separate = new Set(Object.values(entries).map((path) => resolve(path)));
  return {
    name: "inline-imports",
    setup(build) {
      build.onLoad({ filter: files }, async ({ path }) => ({
        contents: makeImportsStatic(await readFile(path, "utf8"), (imported) =>
          separate.has(resolve(dirname(path), imported)),
        ),
        loader: "ts",
      }));
    },
  };
}

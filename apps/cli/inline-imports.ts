// An esbuild plugin: turns the dynamic imports of some files into static ones. Commands are imported
// lazily in the sources; in the bundle those that must start fast stand in one file anyway, where a lazy
// import would make esbuild wrap every module that it reaches in a function, which V8 then parses twice.
// What is built as a file of its own stays a dynamic import.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { exportName } from "./gather-commands.ts";

const DYNAMIC_IMPORT = /\bimport\("([^"]+)"\)/g;

/** What becomes of an import: undefined makes it static. */
export type Rewrite = (path: string) => string | undefined;

export function makeImportsStatic(source: string, rewrite: Rewrite = () => undefined): string {
  const imports: string[] = [];
  const body = source.replace(DYNAMIC_IMPORT, (_all, path: string) => {
    const rewritten = rewrite(path);
    if (rewritten !== undefined) return rewritten;
    const name = `imported${imports.length}`;
    imports.push(`import * as ${name} from "${path}";`);
    return `Promise.resolve(${name})`;
  });
  return `${imports.join("\n")}\n${body}`;
}

export interface InlineOptions {
  /** Files of their own. */
  readonly separate: readonly string[];
  /** Commands that stay in the main file; the others are in `gathered`. */
  readonly inline: readonly string[];
  readonly gathered: string;
}

export function inlineImports(files: RegExp, options: InlineOptions): Plugin {
  const separate = new Set(options.separate.map((path) => resolve(path)));
  const inline = new Set(options.inline.map((path) => resolve(path)));
  const rewrite = (from: string, path: string): string | undefined => {
    const found = resolve(dirname(from), path);
    if (separate.has(found)) return `import(${JSON.stringify(path)})`;
    if (!/[\\/]commands[\\/]/.test(found) || inline.has(found)) return undefined;
    const gathered = `import(${JSON.stringify(options.gathered)})`;
    return `${gathered}.then((all) => all.${exportName(found)})`;
  };
  return {
    name: "inline-imports",
    setup(build) {
      build.onLoad({ filter: files }, async ({ path: from }) => ({
        contents: makeImportsStatic(await readFile(from, "utf8"), (path) => rewrite(from, path)),
        loader: "ts",
      }));
    },
  };
}

// An esbuild plugin: a dynamic import of something that is built as a file of its own, or into one with others, stays an
// import of that file; every other one is bundled where it stands and still evaluated only when it is reached.
// (esbuild's own splitting makes a file of every shared piece: ten of them to print --help.)
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "esbuild";

/** `files`: the modules of each, by its name. */
export function separateFiles(files: Readonly<Record<string, readonly string[]>>): Plugin {
  const names = new Map(
    Object.entries(files).flatMap(([name, paths]) =>
      paths.map((path) => [realpathSync(resolve(path)), name] as const),
    ),
  );
  return {
    name: "separate-files",
    setup(build) {
      build.onResolve(
        { filter: /^[^:]*$/ },
        async ({ path, kind, importer, resolveDir, pluginData }) => {
          if (kind !== "dynamic-import" || pluginData === "resolving") return undefined;
          const found = await build.resolve(path, {
            kind,
            importer,
            resolveDir,
            pluginData: "resolving",
          });
          const name = names.get(found.path);
          return name === undefined ? undefined : { path: `./${name}.js`, external: true };
        },
      );
    },
  };
}

// Bundles the code of the built-in plugins, so that the command needs no node_modules to log in: a small file for
// each plugin, which every request to it loads, one file for what they load late, logins above all, and one for what
// that loads late in turn: libraries of vendors. Those that are too heavy to ship (`libraries` of a manifest) stay
// outside. Plugins of others bring their code built.
import { readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { collectNotices } from "../collect-notices.ts";
import { lazyBuiltins, rewriteBuiltinImports } from "../lazy-builtins.ts";

const pluginsFolder = join(import.meta.dirname, "../plugins");
/** What is loaded late, what is loaded late by that, and so on. */
const LEVELS = ["late", "later"];

const options: BuildOptions = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22.18",
  conditions: ["@mayros/source"],
  minify: true,
  legalComments: "none",
};

/** Packages that are installed when a plugin is switched on, by its id. */
type LibrariesById = ReadonlyMap<string, readonly string[]>;

/** `plugins/<id>/src/index.ts` becomes `<folder>/<id>.js`. What was there stays until all of it is built. */
export async function bundlePlugins(
  ids: readonly string[],
  folder: string,
  libraries: LibrariesById = new Map(),
): Promise<void> {
  const target = `${folder}.new`;
  rmSync(target, { recursive: true, force: true });
  const shared = ids.filter((id) => !libraries.has(id));
  if (shared.length > 0) await buildInto(target, shared);
  for (const [id, external] of libraries) await buildAlone(target, id, external);
  rmSync(folder, { recursive: true, force: true });
  renameSync(target, folder);
}

/** One file and nothing beside it: it is copied to where its libraries lie. */
async function buildAlone(target: string, id: string, external: readonly string[]): Promise<void> {
  await build({
    ...options,
    entryPoints: [{ in: join(pluginsFolder, id, "src/index.ts"), out: id }],
    outdir: target,
    external: [...external],
  });
}

async function buildInto(target: string, ids: readonly string[]): Promise<void> {
  const notices = collectNotices();
  let late = new Set<string>();
  const [first] = LEVELS;
  await build({
    ...options,
    entryPoints: ids.map((id) => ({ in: join(pluginsFolder, id, "src/index.ts"), out: id })),
    outdir: target,
    ...apart(late, first),
  });
  for (const [index, level] of LEVELS.entries()) {
    if (late.size === 0) return;
    const modules = [...late];
    late = new Set();
    const { external, plugins } = apart(late, LEVELS[index + 1]);
    await build({
      ...options,
      stdin: {
        contents: modules.map((path) => `export * as ${nameOf(path)} from "./${path}";`).join("\n"),
        resolveDir: pluginsFolder,
      },
      outdir: target,
      entryNames: level,
      // What CommonJS packages call.
      banner: {
        js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
      },
      external,
      plugins: [...plugins, withoutNetwork(), lazyBuiltins(), notices],
    });
  }
}

/** What its plugins' modules load late is left out of a build, for the next level, and noted in `late`. */
function apart(late: Set<string>, level: string | undefined) {
  if (level === undefined) return { external: [], plugins: [] };
  return { external: [`./${level}.js`], plugins: [loadLate(late, level)] };
}

/** `import("./log-in.ts")` of a plugin takes that module out of the one file of its level. */
function loadLate(late: Set<string>, level: string): Plugin {
  return {
    name: "load-late",
    setup(build) {
      build.onLoad({ filter: /\/plugins\/[^/]+\/src\/.*\.ts$/ }, ({ path }) => ({
        loader: "ts",
        contents: rewriteBuiltinImports(readFileSync(path, "utf8")).replace(
          /\bimport\("(\.\.?\/[^"]+)"\)/g,
          (_all, module: string) => {
            const file = relative(pluginsFolder, join(dirname(path), module));
            late.add(file);
            return `import("./${level}.js").then((all) => all.${nameOf(file)})`;
          },
        ),
      }));
    },
  };
}

/**
 * Libraries of vendors get our `fetch`, which knows proxies. What theirs would be made of is 110 KB in five files that
 * nothing ever runs: gaxios loads the first of these without a fetch, and the second for an agent that a fetch ignores.
 */
function withoutNetwork(): Plugin {
  return {
    name: "without-network",
    setup(bundling) {
      bundling.onResolve({ filter: /^(node-fetch|https-proxy-agent)$/ }, ({ path }) => ({
        path,
        namespace: "without-network",
      }));
      bundling.onLoad({ filter: /.*/, namespace: "without-network" }, () => ({
        contents: "export default undefined; export class HttpsProxyAgent {}",
      }));
    },
  };
}

const nameOf = (file: string): string => file.replace(/\.ts$|\W/g, "_");

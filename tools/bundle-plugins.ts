// Bundles the code of the built-in plugins, so that the command needs no node_modules to log in: a small file for
// each plugin, which every request to it loads, and one file for what they load late, logins above all. Plugins of
// others bring their code built.
import { readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { type BuildOptions, build, type Plugin } from "esbuild";
import { collectNotices } from "../collect-notices.ts";
import { lazyBuiltins } from "../lazy-builtins.ts";

const pluginsFolder = join(import.meta.dirname, "../plugins");
const LATE = "late.js";

const options: BuildOptions = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node22.18",
  conditions: ["@mayros/source"],
  minify: true,
  legalComments: "none",
};

/** `plugins/<id>/src/index.ts` becomes `<folder>/<id>.js`. What was there stays until all of it is built. */
export async function bundlePlugins(ids: readonly string[], folder: string): Promise<void> {
  const target = `${folder}.new`;
  rmSync(target, { recursive: true, force: true });
  await buildInto(target, ids);
  rmSync(folder, { recursive: true, force: true });
  renameSync(target, folder);
}

async function buildInto(target: string, ids: readonly string[]): Promise<void> {
  const late = new Set<string>();
  await build({
    ...options,
    entryPoints: ids.map((id) => ({ in: join(pluginsFolder, id, "src/index.ts"), out: id })),
    outdir: target,
    external: [`./${LATE}`],
    plugins: [loadLate(late)],
  });
  await build({
    ...options,
    stdin: {
      contents: [...late].map((path) => `export * as ${nameOf(path)} from "./${path}";`).join("\n"),
      resolveDir: pluginsFolder,
    },
    outdir: target,
    entryNames: "late",
    // Libraries that are loaded late in turn are files of their own.
    splitting: true,
    // What CommonJS packages call.
    banner: {
      js: 'import { createRequire as createRequireOf } from "node:module"; const require = createRequireOf(import.meta.url);',
    },
    plugins: [withoutNetwork(), lazyBuiltins(), collectNotices()],
  });
}

/** `import("./log-in.ts")` of a plugin takes that module out of the one late file. */
function loadLate(late: Set<string>): Plugin {
  return {
    name: "load-late",
    setup(build) {
      build.onLoad({ filter: /\/plugins\/[^/]+\/src\/.*\.ts$/ }, ({ path }) => ({
        loader: "ts",
        contents: readFileSync(path, "utf8").replace(
          /\bimport\("(\.\.?\/[^"]+)"\)/g,
          (_all, module: string) => {
            const file = relative(pluginsFolder, join(dirname(path), module));
            late.add(file);
            return `import("./${LATE}").then((all) => all.${nameOf(file)})`;
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

// Bundles the code of the built-in plugins: a file for each and chunks that they share, so that the command needs
// no node_modules to log in. Plugins of others bring their code built.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { collectNotices } from "../collect-notices.ts";

const pluginsFolder = join(import.meta.dirname, "../plugins");

/** `plugins/<id>/src/index.ts` becomes `<target>/<id>.js`. */
export async function bundlePlugins(ids: readonly string[], target: string): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  if (ids.length === 0) return;
  await build({
    entryPoints: ids.map((id) => ({ in: join(pluginsFolder, id, "src/index.ts"), out: id })),
    outdir: target,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22.18",
    conditions: ["@mayros/source"],
    minify: true,
    legalComments: "none",
    // What CommonJS packages call.
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    plugins: [collectNotices()],
  });
}

// Writes the package.json of every plugin that is data: all it says follows from the manifest, and forty files by hand
// would drift apart.
//   node tools/sync-plugin-packages.ts [--check]
// What it does not know of (the version, which changesets count; a repository; what tests need) is left as it stands.
// `--check` writes nothing and says what is stale.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PluginManifest } from "../packages/core/src/index.ts";
import { root } from "./list-sources.ts";

type Fields = Readonly<Record<string, unknown>>;

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

function packageOf(manifest: PluginManifest, current: Fields): Fields {
  const { id, name, oauth, providers = {} } = manifest;
  const models = Object.values(providers).flatMap(({ modelsFile }) => modelsFile ?? []);
  const files = ["mayros.plugin.json", ...new Set(models)];
  const what = oauth ? "provider data and login, no code" : "provider data, no code";
  const written = {
    name: `@mayros/${id}`,
    version: current.version ?? "0.0.0",
    description: `${name} for Mayros: ${what}`,
    license: "MIT",
    keywords: ["mayros-plugin"],
    files,
    exports: Object.fromEntries(
      [...files, "package.json"].map((file) => [`./${file}`, `./${file}`]),
    ),
    peerDependencies: { "@mayros/core": "workspace:^" },
    publishConfig: current.publishConfig ?? { access: "public" },
  };
  // Keys stay where they stand; those of a new file have this order.
  return { ...current, ...written };
}

const check = process.argv.includes("--check");
const manifests = globSync("plugins/*/mayros.plugin.json", { cwd: root }).sort();
const stale = manifests.filter((path) => {
  const manifest = readJson(path) as PluginManifest;
  if (manifest.entry !== undefined) return false;
  const target = path.replace("mayros.plugin.json", "package.json");
  let current = "{}";
  try {
    current = readFileSync(join(root, target), "utf8");
  } catch {
    // A new plugin.
  }
  const text = formatPackage(packageOf(manifest, JSON.parse(current) as Fields));
  if (text === current) return false;
  if (!check) writeFileSync(join(root, target), text);
  console.log(`${target} ${check ? "is stale: node tools/sync-plugin-packages.ts" : "written"}`);
  return true;
});
console.log(
  `plugin packages: ${manifests.length} plugins, ${stale.length} ${check ? "stale" : "written"}`,
);
process.exitCode = check && stale.length > 0 ? 1 : 0;

/** As npm and changesets write it, so that nothing changes when they do. */
function formatPackage(value: Fields): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

// Writes plugins/*/models.json from two npm packages and what stands in models.sources.json beside each:
//   node --conditions=@mayros/source tools/generate-models/generate-models.ts [--check] [<plugin>...]
// Running it twice changes nothing. `--check` writes nothing and says what is stale; it needs the
// registry, so it is not among the checks of `pnpm test`.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../list-sources.ts";
import type { Catalog } from "./catalog.ts";
import { fetchPackage } from "./fetch-package.ts";
import { type GeneratedFile, generatePlugin } from "./generate-plugin.ts";
import { modelPackages } from "./model-packages.ts";
import { readCatalog } from "./read-catalog.ts";

const { values, positionals } = parseArgs({
  options: { check: { type: "boolean", default: false } },
  allowPositionals: true,
});

async function readCatalogs(): Promise<Catalog[]> {
  const scratch = await mkdtemp(join(tmpdir(), "mayros-models-"));
  try {
    return await Promise.all(
      modelPackages.map(async (each) => readCatalog(each, await fetchPackage(each, scratch))),
    );
  } finally {
    await rm(scratch, { recursive: true });
  }
}

function generate(folder: string, catalogs: readonly Catalog[]): GeneratedFile[] {
  try {
    return generatePlugin(folder, catalogs);
  } catch (error) {
    throw new Error(`plugins/${basename(folder)}: ${(error as Error).message}`, { cause: error });
  }
}

function currentText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const catalogs = await readCatalogs();
const folders = globSync("plugins/*/models.sources.json", { cwd: root })
  .map((path) => join(root, dirname(path)))
  .filter((folder) => positionals.length === 0 || positionals.includes(basename(folder)))
  .sort();
// All of them before the first is written: a mistake leaves no half-new catalog.
const files = folders.flatMap((folder) => generate(folder, catalogs));
const stale = files.filter(({ path, text }) => currentText(path) !== text);
for (const { path, text, models, providers } of stale) {
  if (!values.check) writeFileSync(path, text);
  console.log(`${path.slice(root.length + 1)}: ${models} models of ${providers.join(", ")}`);
}
const total = files.reduce((sum, { models }) => sum + models, 0);
console.log(
  `models: ${total} in ${files.length} files, ${stale.length} ${values.check ? "stale" : "written"}`,
);
process.exitCode = values.check && stale.length > 0 ? 1 : 0;

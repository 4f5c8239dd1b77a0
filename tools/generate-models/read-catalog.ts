// Reads the data of an unpacked package. The older one keeps it in a module; its object literal is read
// as JSON5, so that no code of a package ever runs here.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import JSON5 from "json5";
import { type Catalog, type CatalogModel, catalogOf } from "./catalog.ts";
import type { ModelPackage } from "./model-packages.ts";

type Listed = CatalogModel & { readonly provider: string };

export function readCatalog(wanted: ModelPackage, folder: string): Promise<Catalog> {
  const path = join(folder, wanted.path);
  return wanted.shape === "json-folder" ? readJsonFolder(path) : readModule(path);
}

/** One file per provider: `{ "<api>": { "<type>:<id>": model } }`. */
async function readJsonFolder(folder: string): Promise<Catalog> {
  const manifest = JSON.parse(await readFile(join(folder, ".manifest.json"), "utf8")) as {
    files: Record<string, string>;
  };
  const files = await Promise.all(
    Object.entries(manifest.files).map(async ([name, hash]) => {
      const text = await readFile(join(folder, name), "utf8");
      const found = createHash("sha256").update(text).digest("hex");
      if (found !== hash) throw new Error(`${name} does not have the hash that its manifest says`);
      const byApi = JSON.parse(text) as Record<string, Record<string, Listed>>;
      return Object.values(byApi).flatMap((models) => Object.values(models));
    }),
  );
  return catalogOf(files.flat());
}

/** `export const MODELS = { "<provider>": { "<id>": model } };` and comments. */
async function readModule(path: string): Promise<Catalog> {
  const text = await readFile(path, "utf8");
  const [, literal] = /^export const MODELS = (\{\n[\s\S]*\n\});$/m.exec(text) ?? [];
  if (literal === undefined) throw new Error(`${path} is not the one object literal that it was`);
  const byProvider = JSON5.parse<Record<string, Record<string, Listed>>>(literal);
  return catalogOf(Object.values(byProvider).flatMap((models) => Object.values(models)));
}

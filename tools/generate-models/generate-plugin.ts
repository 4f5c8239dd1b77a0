// The models files of one plugin: reads its manifest and its sources file, returns what should stand in
// the others. A plugin without a sources file keeps its models by hand.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModelDeclaration, PluginManifest } from "@mayros/core";
import { bareIssues, explainIssue, modelsFileSchema } from "@mayros/core/schema";
import type { Catalog } from "./catalog.ts";
import { formatJson } from "./format-json.ts";
import { mergeModels } from "./merge-models.ts";
import { parseModelsSources } from "./models-sources.ts";

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  readonly providers: readonly string[];
  readonly models: number;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

export function generatePlugin(folder: string, catalogs: readonly Catalog[]): GeneratedFile[] {
  const sourcesPath = join(folder, "models.sources.json");
  if (!existsSync(sourcesPath)) return [];
  const manifest = readJson(join(folder, "mayros.plugin.json")) as PluginManifest;
  const files = new Map<string, GeneratedFile>();
  for (const [id, sources] of parseModelsSources(readJson(sourcesPath))) {
    const provider = manifest.providers?.[id];
    if (!provider) throw new Error(`the manifest has no provider "${id}"`);
    const name = provider.modelsFile ?? sources.file;
    if (name === undefined || (sources.file ?? name) !== name) {
      throw new Error(`${id}: the manifest's modelsFile is ${provider.modelsFile}`);
    }
    const models = mergeModels(sources, provider, catalogs);
    const text = textOf(id, models);
    const other = files.get(name);
    if (other && other.text !== text) {
      throw new Error(`${other.providers.join()} and ${id} share ${name} and differ`);
    }
    const providers = [...(other?.providers ?? []), id];
    files.set(name, { path: join(folder, name), text, providers, models: models.length });
  }
  return [...files.values()];
}

/** Throws where a model is not what the contract says. */
function textOf(id: string, models: readonly ModelDeclaration[]): string {
  const parsed = modelsFileSchema.safeParse({ models }, bareIssues);
  if (parsed.success) return formatJson({ models });
  throw new Error(`${id}: ${parsed.error.issues.map(explainIssue).join("; ")}`);
}

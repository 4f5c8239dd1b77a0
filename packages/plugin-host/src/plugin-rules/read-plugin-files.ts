// Reads a plugin's folder once, so that the rules over it are pure.
import { readdir, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { ModelDeclaration, PluginManifest } from "@mayros/core";
import {
  bareIssues,
  explainIssue,
  manifestSchema,
  modelsFileSchema,
  type SchemaIssue,
} from "@mayros/core/schema";
import { packedBytes } from "./packed-bytes.ts";

export interface PluginPackage {
  name?: string;
  version?: string;
  description?: string;
  license?: string;
  type?: string;
  private?: boolean;
  engines?: Record<string, string>;
  keywords?: string[];
  files?: string[];
  exports?: Record<string, unknown>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

export interface PluginFiles {
  /** Name of the folder. */
  readonly folder: string;
  /** Every text file directly in the folder, and the models files that its manifest names. */
  readonly texts: ReadonlyMap<string, string>;
  readonly package: PluginPackage;
  /** Undefined where it is missing or invalid. */
  readonly manifest: PluginManifest | undefined;
  /** Models by provider id, from the manifest and the files it names. */
  readonly models: ReadonlyMap<string, readonly ModelDeclaration[]>;
  /** Bytes of the package as it would be downloaded, near enough. */
  readonly packedBytes: number;
  /** What was missing, not JSON, or against the schemas. */
  readonly problems: readonly string[];
}

interface Schema<T> {
  safeParse(
    value: unknown,
    settings: typeof bareIssues,
  ): { success: true; data: T } | { success: false; error: { issues: readonly SchemaIssue[] } };
}

/** Rejects where `directory` can't be read. */
export async function readPluginFiles(directory: string): Promise<PluginFiles> {
  const problems: string[] = [];
  const texts = await readTexts(directory);
  const { json, checked } = createReader(texts, problems);
  const manifest = checked("mayros.plugin.json", manifestSchema);
  await readNamedFiles(directory, manifest, texts);
  const models = new Map<string, readonly ModelDeclaration[]>();
  for (const [id, provider] of Object.entries(manifest?.providers ?? {})) {
    const file = provider.modelsFile;
    const listed = file === undefined ? undefined : checked(file, modelsFileSchema);
    models.set(id, [...(provider.models ?? []), ...(listed?.models ?? [])]);
  }
  const parsed = json("package.json");
  const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  const found: PluginPackage = isObject ? parsed : {};
  return {
    folder: basename(resolve(directory)),
    texts,
    package: found,
    manifest,
    models,
    packedBytes: await packedBytes(directory, Array.isArray(found.files) ? found.files : []),
    problems,
  };
}

async function readTexts(directory: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isFile()) texts.set(entry.name, await readFile(join(directory, entry.name), "utf8"));
  }
  return texts;
}

/** A models file may lie deeper. The schema keeps its path inside the folder. */
async function readNamedFiles(
  directory: string,
  manifest: PluginManifest | undefined,
  texts: Map<string, string>,
): Promise<void> {
  for (const { modelsFile } of Object.values(manifest?.providers ?? {})) {
    if (modelsFile === undefined || texts.has(modelsFile) || leavesFolder(modelsFile)) continue;
    const text = await readFile(join(directory, modelsFile), "utf8").catch(() => undefined);
    if (text !== undefined) texts.set(modelsFile, text);
  }
}

const leavesFolder = (path: string): boolean =>
  path.startsWith("/") || path.split(/[\\/]/).includes("..");

/** Reads a folder's JSON files by name and collects what is wrong with them. */
function createReader(texts: ReadonlyMap<string, string>, problems: string[]) {
  function json(name: string): unknown {
    const text = texts.get(name);
    if (text === undefined) {
      problems.push(`${name} is missing`);
      return undefined;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      problems.push(`${name} is not JSON: ${String(error)}`);
      return undefined;
    }
  }
  function checked<T>(name: string, schema: Schema<T>): T | undefined {
    const value = json(name);
    if (value === undefined) return undefined;
    const result = schema.safeParse(value, bareIssues);
    if (result.success) return result.data;
    problems.push(...result.error.issues.map((issue) => `${name}: ${explainIssue(issue)}`));
    return undefined;
  }
  return { json, checked };
}

// Reads a plugin's folder once, so that the checks over it are pure.
import { readdir, readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { ModelDeclaration, PluginManifest } from "@mayros/core";
import {
  explainIssue,
  manifestSchema,
  modelsFileSchema,
  type SchemaIssue,
} from "@mayros/core/schema";

export interface PluginPackage {
  name?: string;
  license?: string;
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
  /** Every text file directly in the folder. */
  readonly texts: ReadonlyMap<string, string>;
  readonly package: PluginPackage;
  /** Undefined where it is missing or invalid. */
  readonly manifest: PluginManifest | undefined;
  /** Models by provider id, from the manifest and the files it names. */
  readonly models: ReadonlyMap<string, readonly ModelDeclaration[]>;
  /** What was missing, not JSON, or against the schemas. */
  readonly problems: readonly string[];
}

interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly SchemaIssue[] } };
}

async function readTexts(directory: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (entry.isFile()) texts.set(entry.name, await readFile(join(directory, entry.name), "utf8"));
  }
  return texts;
}

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
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    problems.push(...result.error.issues.map((issue) => `${name}: ${explainIssue(issue)}`));
    return undefined;
  }
  return { json, checked };
}

export async function readPluginFiles(directory: string): Promise<PluginFiles> {
  const problems: string[] = [];
  const texts = await readTexts(directory);
  const { json, checked } = createReader(texts, problems);
  const manifest = checked("mayros.plugin.json", manifestSchema);
  const models = new Map<string, readonly ModelDeclaration[]>();
  for (const [id, provider] of Object.entries(manifest?.providers ?? {})) {
    const file = provider.modelsFile;
    const listed = file === undefined ? undefined : checked(file, modelsFileSchema);
    models.set(id, [...(provider.models ?? []), ...(listed?.models ?? [])]);
  }
  const parsed = json("package.json");
  return {
    folder: basename(resolve(directory)),
    texts,
    package: typeof parsed === "object" && parsed !== null ? parsed : {},
    manifest,
    models,
    problems,
  };
}

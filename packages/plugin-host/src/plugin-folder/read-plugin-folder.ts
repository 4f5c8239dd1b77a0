// Reads one plugin from a folder: manifest, models file, version. Runs none of its code. What is
// wrong with it is an answer, not an exception: one broken plugin must not harm the others.
import { readFile, realpath } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { ModelDeclaration } from "@mayros/core";
import type { SchemaIssue } from "@mayros/core/schema";
import type { PluginSource } from "../plugin-index/build-plugin-index.ts";
import { checkOwnership } from "./check-ownership.ts";
import { undeclaredHost } from "./undeclared-host.ts";

export const MANIFEST_FILE = "mayros.plugin.json";

export type PluginFolder =
  | { readonly folder: string; readonly source: PluginSource }
  | { readonly folder: string; readonly problem: string };

export async function readPluginFolder(folder: string): Promise<PluginFolder> {
  try {
    return await readTrustedFolder(folder);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    const problem = missing ? `has no ${MANIFEST_FILE}` : (error as Error).message;
    return { folder, problem };
  }
}

async function readTrustedFolder(folder: string): Promise<PluginFolder> {
  const root = await realpath(folder);
  const manifestPath = join(root, MANIFEST_FILE);
  for (const path of [root, manifestPath]) {
    const problem = await checkOwnership(path);
    if (problem) return { folder, problem: `${path} ${problem}` };
  }
  const { explainIssue, manifestSchema, modelsFileSchema } = await import("@mayros/core/schema");
  const parsed = manifestSchema.safeParse(await readJson(await inside(root, manifestPath)));
  const refuse = (file: string, issues: readonly SchemaIssue[]): PluginFolder => {
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
    return {
      folder,
      problem: `${file}: ${issues[0] ? explainIssue(issues[0]) : "invalid"}${more}`,
    };
  };
  if (!parsed.success) return refuse(MANIFEST_FILE, parsed.error.issues);

  const models: Record<string, readonly ModelDeclaration[]> = {};
  for (const [id, provider] of Object.entries(parsed.data.providers ?? {})) {
    const beside: ModelDeclaration[] = [];
    if (provider.modelsFile !== undefined) {
      const path = await inside(root, join(root, provider.modelsFile));
      const problem = await checkOwnership(path);
      if (problem) return { folder, problem: `${path} ${problem}` };
      const file = modelsFileSchema.safeParse(await readJson(path));
      if (!file.success) return refuse(provider.modelsFile, file.error.issues);
      beside.push(...file.data.models);
    }
    models[id] = [...(provider.models ?? []), ...beside];
  }
  const host = undeclaredHost(parsed.data, models);
  if (host !== undefined) {
    return { folder, problem: `a model's baseUrl is on ${host}, which its hosts do not name` };
  }
  return { folder, source: { manifest: parsed.data, version: await readVersion(root), models } };
}

/** The real path of a file; throws when a link leads out of the folder. */
async function inside(root: string, path: string): Promise<string> {
  const real = await realpath(path);
  const way = relative(root, real);
  if (way === ".." || way.startsWith(`..${sep}`))
    throw new Error(`${path} leads out of its folder`);
  return real;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not JSON: ${(error as Error).message}`);
  }
}

/** The version in package.json; a folder without one is a plugin in the making. */
async function readVersion(root: string): Promise<string> {
  try {
    const { version } = (await readJson(join(root, "package.json"))) as { version?: unknown };
    return typeof version === "string" ? version : "0.0.0";
  } catch {
    return "0.0.0";
  }
}

// Reads one plugin from a folder: manifest, models file, version. Runs none of its code. What is
// wrong with it is an answer, not an exception: one broken plugin must not harm the others.
import type { ModelDeclaration, PluginManifest } from "@mayros/core";
import type { SchemaIssue } from "@mayros/core/schema";
import { schemaProblem } from "../plugin-config/schema-problem.ts";
import type { PluginSource } from "../plugin-index/plugin-facts.ts";
import { openTrustedFolder, type TrustedFolder, type TrustOptions } from "./open-trusted-folder.ts";
import { outsideReference } from "./outside-reference.ts";
import { RefusedFolder } from "./refused-folder.ts";
import { strangePlaceholder } from "./strange-placeholder.ts";
import { plainAddress, undeclaredHost } from "./undeclared-host.ts";

export const MANIFEST_FILE = "mayros.plugin.json";

const MANIFEST_BYTES = 256 * 1024;
const MODELS_BYTES = 5 * 1024 * 1024;
const PACKAGE_BYTES = 1024 * 1024;

export type PluginFolder =
  | { readonly folder: string; readonly source: PluginSource }
  | { readonly folder: string; readonly problem: string; readonly fix?: string };

export interface ReadOptions extends TrustOptions {
  /** Its code need not be there: it is sources in a checkout. */
  readonly unbuilt?: boolean;
}

export async function readPluginFolder(
  folder: string,
  options: ReadOptions = {},
): Promise<PluginFolder> {
  try {
    return { folder, source: await readSource(openTrustedFolder(folder, options), options) };
  } catch (error) {
    return { folder, ...folderProblem(error) };
  }
}

/** What a failed reading says of the folder. */
export function folderProblem(error: unknown): { problem: string; fix?: string } {
  if (error instanceof RefusedFolder) {
    return { problem: error.message, ...(error.fix === undefined ? {} : { fix: error.fix }) };
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return { problem: "does not exist" };
  if (code === "ENOTDIR") return { problem: "is not a folder" };
  if (code === "EACCES" || code === "EPERM") return { problem: "can't be read: no permission" };
  return { problem: (error as Error).message };
}

async function readSource(
  folder: TrustedFolder,
  { unbuilt = false }: ReadOptions,
): Promise<PluginSource> {
  const { bareIssues, manifestSchema, modelsFileSchema } = await import("@mayros/core/schema");
  const parsed = manifestSchema.safeParse(folder.json(MANIFEST_FILE, MANIFEST_BYTES), bareIssues);
  if (!parsed.success) throw await refusal(MANIFEST_FILE, parsed.error.issues);
  const manifest = parsed.data;
  const models: Record<string, readonly ModelDeclaration[]> = {};
  for (const [id, provider] of Object.entries(manifest.providers ?? {})) {
    const beside: ModelDeclaration[] = [];
    if (provider.modelsFile !== undefined) {
      const file = modelsFileSchema.safeParse(
        folder.json(provider.modelsFile, MODELS_BYTES),
        bareIssues,
      );
      if (!file.success) throw await refusal(provider.modelsFile, file.error.issues);
      beside.push(...file.data.models);
    }
    models[id] = [...(provider.models ?? []), ...beside];
  }
  if (manifest.entry !== undefined && !unbuilt) folder.require(manifest.entry);
  refuseContents(manifest, models);
  return { manifest, version: readVersion(folder), models };
}

async function refusal(file: string, issues: readonly SchemaIssue[]): Promise<RefusedFolder> {
  const { explainIssue } = await import("@mayros/core/schema");
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return new RefusedFolder(`${file}: ${issues[0] ? explainIssue(issues[0]) : "invalid"}${more}`);
}

/** What a schema can't say of a manifest. */
function refuseContents(manifest: PluginManifest, models: PluginSource["models"]): void {
  const host = undeclaredHost(manifest, models);
  if (host !== undefined) {
    throw new RefusedFolder(`a baseUrl is on ${host}, which its hosts do not name`);
  }
  const plain = plainAddress(manifest, models);
  if (plain !== undefined) {
    throw new RefusedFolder(`the baseUrl ${plain} is neither https nor on this machine`);
  }
  const stranger = strangePlaceholder(manifest, models);
  if (stranger !== undefined) throw new RefusedFolder(`${MANIFEST_FILE}: ${stranger}`);
  if (manifest.apis?.length && manifest.entry === undefined) {
    throw new RefusedFolder(`${MANIFEST_FILE}: apis are brought by code, and there is no entry`);
  }
  const outside = outsideReference(manifest);
  if (outside !== undefined) throw new RefusedFolder(`${MANIFEST_FILE}: ${outside}`);
  const schema = manifest.configSchema && schemaProblem(manifest.configSchema);
  if (schema !== undefined) throw new RefusedFolder(`${MANIFEST_FILE}: configSchema ${schema}`);
}

/** The version in package.json; a folder without one is a plugin in the making. */
function readVersion(folder: TrustedFolder): string {
  try {
    const { version } = folder.json("package.json", PACKAGE_BYTES) as { version?: unknown };
    return typeof version === "string" ? version : "0.0.0";
  } catch {
    return "0.0.0";
  }
}

// Plugins of `plugins.load.paths`: read from their folders, checked against what is there already.
// Loaded lazily: most people have no load paths, and reading manifests needs zod.
import { isAbsolute } from "node:path";
import { MayrosError } from "@mayros/core";
import { claimedKey } from "./claimed-key.ts";
import { findPluginFolders } from "./plugin-folder/find-plugin-folders.ts";
import { readPluginFolder } from "./plugin-folder/read-plugin-folder.ts";
import {
  claimNames,
  type PluginSource,
  providerBlocks,
  providerSummary,
} from "./plugin-index/build-plugin-index.ts";
import type { PluginIndex } from "./plugin-index/open-plugin-index.ts";

export interface PathPlugins {
  readonly plugins: readonly { source: PluginSource; path: string; problem?: string }[];
  readonly problems: readonly { path: string; problem: string }[];
}

const CODE_PROBLEM =
  "it has code, and this version of mayros loads data plugins only from load paths";

export async function loadPathPlugins(
  paths: readonly string[],
  bundled: PluginIndex,
): Promise<PathPlugins> {
  const plugins: { source: PluginSource; path: string; problem?: string }[] = [];
  const problems: { path: string; problem: string }[] = [];
  const claims = bundledClaims(bundled);
  for (const path of paths) {
    if (!isAbsolute(path)) {
      problems.push({ path, problem: "is not an absolute path" });
      continue;
    }
    const folders = await findPluginFolders(path);
    if (!Array.isArray(folders)) {
      problems.push({ path, problem: folders.problem });
      continue;
    }
    for (const folder of folders) {
      const read = await readPluginFolder(folder);
      if ("problem" in read) {
        problems.push({ path: folder, problem: read.problem });
        continue;
      }
      const problem =
        claimProblem(claims, read.source) ??
        keyProblem(read.source, bundled) ??
        codeProblem(read.source);
      plugins.push({ source: read.source, path: folder, ...(problem ? { problem } : {}) });
    }
  }
  return { plugins, problems };
}

function keyProblem(source: PluginSource, bundled: PluginIndex): string | undefined {
  for (const block of providerBlocks(source)) {
    const name = claimedKey(providerSummary(block), Object.values(bundled.header.providers));
    if (name) return `it wants to read ${name}, which needs a consent this version can't ask for`;
  }
  return undefined;
}

const codeProblem = (source: PluginSource): string | undefined =>
  source.manifest.entry === undefined ? undefined : CODE_PROBLEM;

/** Names that bundled plugins hold, whether on or off: nobody else may take them. */
function bundledClaims(bundled: PluginIndex): Map<string, string> {
  const claims = new Map<string, string>();
  for (const plugin of bundled.header.plugins) claims.set(`plugin ${plugin.id}`, plugin.id);
  for (const [id, provider] of Object.entries(bundled.header.providers)) {
    for (const name of [id, ...provider.aliases]) claims.set(`provider ${name}`, provider.plugin);
    for (const choice of provider.choices) claims.set(`auth choice ${choice}`, provider.plugin);
  }
  return claims;
}

function claimProblem(claims: Map<string, string>, source: PluginSource): string | undefined {
  const attempt = new Map(claims);
  try {
    claimNames(attempt, source);
  } catch (error) {
    if (MayrosError.isInstance(error)) return error.message;
    throw error;
  }
  for (const [name, plugin] of attempt) claims.set(name, plugin);
  return undefined;
}

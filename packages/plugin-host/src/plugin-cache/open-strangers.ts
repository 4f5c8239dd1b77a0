// The index of plugins that did not ship with Mayros: from the cache where it still holds, which a few
// stats tell, else made anew.
import type { PluginIndex } from "../plugin-index/plugin-index.ts";
import { readCachedIndex } from "./read-cached-index.ts";
import { signatureOf } from "./signature.ts";
import type { OpenStrangers, StrangerQuery } from "./stranger-index.ts";

/** Undefined where there is no such folder and no load path, as for most people. */
export async function openStrangers(
  query: StrangerQuery,
  bundled: PluginIndex,
): Promise<OpenStrangers | undefined> {
  const { origin, roots } = query;
  if (roots.length === 0) return undefined;
  if (origin === "installed" && isAbsent(roots[0] ?? "")) return undefined;
  const stamp = JSON.stringify([query.stamp, process.getuid?.(), roots]);
  const cached = readCachedIndex(query.cacheFolder, stamp);
  if (cached) return cached;
  const { buildStrangerIndex } = await import("./build-stranger-index.ts");
  return buildStrangerIndex(query, stamp, bundled);
}

const isAbsent = (path: string): boolean => signatureOf(path) === "ENOENT";

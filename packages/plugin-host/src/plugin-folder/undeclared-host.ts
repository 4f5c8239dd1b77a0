// A plugin's models may stand on hosts of their own. Keys go there, so the manifest has to name them:
// what `plugins list` shows of a plugin is then all there is.
import { type ModelDeclaration, matchesHost, type PluginManifest } from "@mayros/core";

/** The first host of a base URL that neither `hosts` nor the provider's own base URLs name. Pure. */
export function undeclaredHost(
  manifest: PluginManifest,
  models: Readonly<Record<string, readonly ModelDeclaration[]>>,
): string | undefined {
  for (const [id, provider] of Object.entries(manifest.providers ?? {})) {
    const own = [provider.baseUrl ?? [], provider.baseUrls ?? []].flat();
    const declared = [...(manifest.hosts ?? []), ...own.map((url) => new URL(url).hostname)];
    for (const { baseUrl } of models[id] ?? []) {
      if (baseUrl === undefined) continue;
      const { hostname } = new URL(baseUrl);
      if (!declared.some((pattern) => matchesHost(hostname, pattern))) return hostname;
    }
  }
  return undefined;
}

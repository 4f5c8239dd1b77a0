// A plugin's models may stand on hosts of their own, and a base URL may leave a part of its host to the person. Keys go
// there, so the manifest has to name them: what `plugins list` shows of a plugin is then all there is.
import {
  isSafeUrl,
  type ModelDeclaration,
  matchesHost,
  type PluginManifest,
  type ProviderDeclaration,
  placeholdersOf,
} from "@mayros/core";

/** The first host of a base URL that neither `hosts` nor the provider's own base URLs name. Pure. */
export function undeclaredHost(
  manifest: PluginManifest,
  models: Readonly<Record<string, readonly ModelDeclaration[]>>,
): string | undefined {
  for (const [id, provider] of Object.entries(manifest.providers ?? {})) {
    const own = ownHosts(provider);
    const declared = [...(manifest.hosts ?? []), ...own.filter((host) => !isOpen(host))];
    const used = (models[id] ?? []).flatMap(({ baseUrl }) => (baseUrl ? [hostOf(baseUrl)] : []));
    const stranger = [...own, ...used].find(
      (host) => !declared.some((pattern) => matchesHost(host, pattern)),
    );
    if (stranger !== undefined) return stranger;
  }
  return undefined;
}

/** The first base URL that a key would be sent to unencrypted. Pure. */
export function plainAddress(
  manifest: PluginManifest,
  models: Readonly<Record<string, readonly ModelDeclaration[]>>,
): string | undefined {
  const urls = Object.entries(manifest.providers ?? {}).flatMap(([id, provider]) => [
    ...ownUrls(provider),
    ...(models[id] ?? []).flatMap(({ baseUrl }) => baseUrl ?? []),
  ]);
  return urls.find((url) => !isSafeUrl(url));
}

function ownUrls({ baseUrl, baseUrls = [], authMethods }: ProviderDeclaration): string[] {
  const chosen = authMethods.flatMap(({ sets }) => sets?.baseUrl ?? []);
  return [...(baseUrl === undefined ? [] : [baseUrl]), ...baseUrls, ...chosen];
}

const ownHosts = (provider: ProviderDeclaration): string[] => ownUrls(provider).map(hostOf);

/** Which host it is depends on what a person gives. */
export const isOpen = (host: string): boolean => placeholdersOf(host).length > 0;

const hostOf = (url: string): string => new URL(url).hostname;

// `{name}` in an address or a header stands for what a person gives. One that nobody is asked for, or that stands where
// it could move a key elsewhere, is a mistake in the manifest, found before anything is sent. Pure.
import {
  type ModelDeclaration,
  type PluginManifest,
  type ProviderDeclaration,
  placeholdersOf,
  plainFieldNames,
  strangerProblem,
  templateProblem,
} from "@mayros/core";

/** What is wrong with the first of them, as a sentence. */
export function strangePlaceholder(
  manifest: PluginManifest,
  models: Readonly<Record<string, readonly ModelDeclaration[]>>,
): string | undefined {
  for (const [id, provider] of Object.entries(manifest.providers ?? {})) {
    const known = plainFieldNames(provider.authMethods);
    for (const url of urlsOf(provider, models[id] ?? [])) {
      const problem = templateProblem(url, known);
      if (problem !== undefined) return `providers.${id}: the URL ${url} ${problem}`;
    }
    for (const headers of [provider, ...(models[id] ?? [])].map((each) => each.headers ?? {})) {
      for (const [name, text] of Object.entries(headers)) {
        const stranger = placeholdersOf(text).find((each) => !known.has(each));
        if (stranger !== undefined) {
          return `providers.${id}: the header ${name} ${strangerProblem(stranger)}`;
        }
      }
    }
  }
  return undefined;
}

/** Those that onboarding writes are filled by onboarding, and have other rules. */
function urlsOf(
  { baseUrl, baseUrls = [] }: ProviderDeclaration,
  models: readonly ModelDeclaration[],
): string[] {
  const ofModels = models.flatMap((model) => model.baseUrl ?? []);
  return [...(baseUrl === undefined ? [] : [baseUrl]), ...baseUrls, ...ofModels];
}

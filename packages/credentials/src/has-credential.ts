// Whether a provider has anything to log in with, without reading a secret: `models list` asks this of
// every provider.
import type { Environment } from "@mayros/core";

export interface CredentialQuery {
  readonly provider: string;
  /** `listProfileProviders()` of the store. */
  readonly profileProviders: ReadonlySet<string>;
  /** The `<P>` of `<P>_API_KEY`. */
  readonly prefix: string;
  /** `prefixesWithKeys(env)`. */
  readonly prefixesWithKeys: ReadonlySet<string>;
  readonly extraKeys: readonly string[];
  readonly env: Environment;
}

/** `apiKey` of the config is the caller's to add: it has it at hand. */
export function hasCredential(query: CredentialQuery): boolean {
  const { provider, profileProviders, prefix, prefixesWithKeys, extraKeys, env } = query;
  return (
    profileProviders.has(provider) ||
    prefixesWithKeys.has(prefix) ||
    extraKeys.some((name) => env[name]?.trim())
  );
}

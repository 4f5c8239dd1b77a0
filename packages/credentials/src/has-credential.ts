// Whether a provider has anything to log in with, without reading a secret: `models list` asks this of
// every provider.
import { type EnvKeyQuery, listEnvKeys } from "./list-env-keys.ts";

export interface CredentialQuery extends EnvKeyQuery {
  readonly provider: string;
  /** `listProfileProviders()` of the store. */
  readonly profileProviders: ReadonlySet<string>;
}

/** `apiKey` of the config is the caller's to add: it has it at hand. */
export function hasCredential(query: CredentialQuery): boolean {
  return query.profileProviders.has(query.provider) || listEnvKeys(query).length > 0;
}

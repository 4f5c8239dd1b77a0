// What the catalog asks of the floor above it, which knows plugins: functions handed in by the SDK,
// so that this package does not depend on the plugin host.
import type { ModelDeclaration, ProviderDeclaration } from "@mayros/core";

/** A provider that an enabled plugin brings. */
export interface CatalogProvider {
  readonly id: string;
  readonly declaration: Omit<ProviderDeclaration, "models" | "modelsFile">;
  readonly models: readonly ModelDeclaration[];
  /** `apiBaseUrl` of its plugin's config: in the place of what the declaration says. */
  readonly apiBaseUrl?: string | undefined;
}

/** A wire format that a plugin brings. */
export interface CatalogApi {
  readonly api: string;
  /** Why it can't be used now, in words that follow "the wire format x"; absent where it can. */
  readonly off?: { readonly message: string; readonly hint: string };
}

export interface ProviderSource {
  readonly ids: Iterable<string>;
  /** Other spelling -> id. */
  readonly aliases: ReadonlyMap<string, string>;
  find(id: string): CatalogProvider | undefined;
  /** A wire format of a plugin by any of its names. Absent: there are none but those of Mayros. */
  readonly findApi?: (name: string) => CatalogApi | undefined;
  /** Why a provider that exists can't be used now; undefined when it can or does not exist. */
  whyOff(id: string): { readonly message: string; readonly hint: string } | undefined;
}

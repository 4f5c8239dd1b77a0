// What the packages say, in one shape for both: chat models by the provider that serves them.
import type { ModelDeclaration } from "@mayros/core";

/** A model as the packages describe it: a superset of ours, and complete. */
export interface CatalogModel extends Omit<ModelDeclaration, "wireId" | "api" | "baseUrl"> {
  readonly api: string;
  readonly baseUrl: string;
  /** Absent in the older package, which has chat models only. */
  readonly type?: string;
}

/** By their provider id. */
export type Catalog = ReadonlyMap<string, readonly CatalogModel[]>;

/** `models` is what was read of the packages: not checked here, but as part of every file we write. */
export function catalogOf(models: Iterable<CatalogModel & { readonly provider: string }>): Catalog {
  const chat = [...models].filter(({ type }) => type === undefined || type === "chat");
  return Map.groupBy(chat, ({ provider }) => provider);
}

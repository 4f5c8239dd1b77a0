// What asking a server for its models came to.
import type { DiscoveredModel } from "./discovered-model.ts";

export type Discovery =
  | { readonly models: readonly DiscoveredModel[] }
  /** Why there is no list, for a person. `status`: of the answer that was a refusal. */
  | { readonly reason: string; readonly status?: number };

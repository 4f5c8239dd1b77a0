// The models that one request may be answered by: the one that was asked for, and what may be asked in
// its place. Resolved one by one, so that a fallback that is never needed is never looked at.
import type { ResolvedModel } from "@mayros/catalog";

export interface ChainLink {
  /** What it is called until it is resolved. */
  readonly name: string;
  /** Throws a MayrosError when the model can't be asked here. */
  readonly resolve: () => ResolvedModel | Promise<ResolvedModel>;
}

export type ModelChain = readonly [ChainLink, ...ChainLink[]];

// What a manifest, models.json or the user's config says about one model, and the defaults for what
// it leaves out (the specification's, "Local proxies").
import type { CompatFlags } from "./compat-flags.ts";

export type InputKind = "text" | "image";

/** US dollars per million tokens. */
export interface ModelCost {
  /** US dollars per million tokens that are sent. Default 0. */
  input: number;
  /** Per million that are answered. Default 0. */
  output: number;
  /** Per million that were cached before. Default 0. */
  cacheRead: number;
  /** Per million that are put into the cache. Default 0. */
  cacheWrite: number;
  /** Prices that replace the above once a request has more input tokens than this. */
  tiers?: {
    /** Tokens. */
    inputTokensAbove: number;
    /** As above. */
    input: number;
    /** As above. */
    output: number;
    /** As above. */
    cacheRead: number;
    /** As above. */
    cacheWrite: number;
  }[];
}

export type ThinkingLevel = "off" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** The vendor's own word for a thinking level; null where the model does not have that level. */
export type ThinkingLevelMap = { [level in ThinkingLevel]?: string | null };

export interface ModelDeclaration {
  /** Unique within the provider; what stands after the first `/` of a ref. May hold slashes. */
  id: string;
  /** What the vendor calls it, where that differs from `id`. */
  wireId?: string;
  /** What people call it. Default: its id. */
  name?: string;
  /** Overrides the provider's `api` for this model. */
  api?: string;
  /** Where it is asked, if elsewhere than the provider's others. */
  baseUrl?: string;
  /** It thinks before it answers. Default false. */
  reasoning?: boolean;
  /** The vendor's own word for each thinking level; null where the model does not have that level. */
  thinkingLevelMap?: ThinkingLevelMap;
  /** What it reads. Default `["text"]`. */
  input?: InputKind[];
  /** What it costs. */
  cost?: Partial<ModelCost>;
  /** Tokens it can hold in mind, question and answer together. Default 200000. */
  contextWindow?: number;
  /** Tokens the model may write in one answer. Default 8192. */
  maxTokens?: number;
  /** Sent with every request to this model. */
  headers?: Record<string, string>;
  /** Quirks of this model, over those of the provider. */
  compat?: CompatFlags;
}

/** A declaration with every default filled in. */
export interface Model {
  readonly id: string;
  readonly wireId: string;
  readonly name: string;
  readonly reasoning: boolean;
  readonly thinkingLevelMap: ThinkingLevelMap;
  readonly input: readonly InputKind[];
  readonly cost: ModelCost;
  readonly contextWindow: number;
  readonly maxTokens: number;
}

const DEFAULT_CONTEXT_WINDOW = 200_000;
const DEFAULT_MAX_TOKENS = 8192;
const FREE: ModelCost = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

/** Fills in the specification's defaults; `maxTokens` never exceeds `contextWindow`. */
export function withModelDefaults(declaration: ModelDeclaration): Model {
  const contextWindow = declaration.contextWindow ?? DEFAULT_CONTEXT_WINDOW;
  return {
    id: declaration.id,
    wireId: declaration.wireId ?? declaration.id,
    name: declaration.name ?? declaration.id,
    reasoning: declaration.reasoning ?? false,
    thinkingLevelMap: declaration.thinkingLevelMap ?? {},
    input: declaration.input ?? ["text"],
    cost: { ...FREE, ...declaration.cost },
    contextWindow,
    maxTokens: Math.min(declaration.maxTokens ?? DEFAULT_MAX_TOKENS, contextWindow),
  };
}

// The quirks of servers that speak this wire, as flags: the codec asks what a server can, never who it
// is. Names and meanings follow the catalogs and configs that exist already.
import type { CompatFlags } from "@mayros/core";

export interface OpenAIResponsesCompat {
  /** false: the system prompt of a reasoning model goes as role `system`. Default true: `developer`. */
  supportsDeveloperRole?: boolean;
  /** false: `store` is never sent. Default true: `store: false` unless the call says otherwise. */
  supportsStore?: boolean;
  /** false: neither tools nor JSON schemas may carry `strict`. Default true. */
  supportsStrictMode?: boolean;
  /** false: reasoning cannot be set. Default true. */
  supportsReasoningEffort?: boolean;
  /** true: the level of reasoning and the format may change in the middle of a conversation. Default false. */
  supportsMidConvoEffort?: boolean;
  /** false: a prompt cannot be kept in the cache for a day. Default true. */
  supportsLongCacheRetention?: boolean;
  /** true: the cache is told by `prompt_cache_options`, not by `prompt_cache_retention`. Default false. */
  supportsExplicitPromptCacheMode?: boolean;
  /**
   * Whether `temperature` and `top_p` are taken. Where nothing is said, a model that reasons does not
   * take them unless its reasoning is turned off.
   */
  supportsTemperature?: boolean;
  /** false: the length of an answer cannot be limited. Default true. */
  supportsMaxOutputTokens?: boolean;
  /** false: the server only streams; a call for a whole answer is sent as a stream and read to its end. Default true. */
  supportsWholeAnswers?: boolean;
}

/** Flags come from checked manifests and config; a flag of a wrong type acts as if it were not there. */
export function compatOf(flags: CompatFlags): OpenAIResponsesCompat {
  return flags as OpenAIResponsesCompat;
}

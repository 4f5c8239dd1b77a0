// The quirks of servers that speak this wire, as flags: the codec asks what a server can, never who it
// is. Names and meanings follow the catalogs and configs that exist already.
import type { CompatFlags } from "@mayros/core";

export interface AnthropicMessagesCompat {
  /** Reasoning has no budget of tokens: `thinking: { type: "adaptive" }` and an effort. Default false. */
  forceAdaptiveThinking?: boolean;
  /** false: `temperature`, `top_p` and `top_k` are refused. Default true. */
  supportsTemperature?: boolean;
  /** Reasoning goes back even without a signature. Default false: it is left out. */
  allowEmptySignature?: boolean;
  /** Tools may carry `strict`. Default false. */
  supportsStrictTools?: boolean;
  /** false: tools may not carry `cache_control`. Default true. */
  supportsCacheControlOnTools?: boolean;
  /** false: tools may not carry `eager_input_streaming`. Default true. */
  supportsEagerToolInputStreaming?: boolean;
  /** false: the model decides itself how much it thinks, and refuses a budget. Default true. */
  supportsBudgetThinking?: boolean;
  /** false: an effort above "high" is refused while thinking is turned off. Default true. */
  supportsHighEffortWithoutThinking?: boolean;
  /** false: the model refuses to be made to call a tool. Default true. */
  supportsForcedToolChoice?: boolean;
  /** The server fetches pictures and PDFs itself. Default false: they come as bytes. */
  supportsFileUrls?: boolean;
  /** System messages may stand within the conversation. Default false: they move to the top. */
  supportsMidConvoSystemMessages?: boolean;
  /**
   * `output_config.format` takes a JSON schema. Default: as `supportsStrictTools`, which came with it.
   * false: a tool that must be called stands in.
   */
  supportsJsonSchema?: boolean;
}

/** Flags come from checked manifests and config; a flag of a wrong type acts as if it were not there. */
export function compatOf(flags: CompatFlags): AnthropicMessagesCompat {
  return flags as AnthropicMessagesCompat;
}

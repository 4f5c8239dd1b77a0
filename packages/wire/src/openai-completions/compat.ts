// The quirks of servers that speak this wire, as flags: the codec asks what a server can, never who it
// is. Names and meanings follow the catalogs and configs that exist already. Flags that no model of ours
// sets are for the servers that people name in their own configs.
import type { CompatFlags } from "@mayros/core";
import aliases from "./thinking-format-aliases.json" with { type: "json" };

/** How a request turns reasoning on, up and off. */
export type ThinkingFormat =
  /** `reasoning_effort: "high"` */
  | "effort"
  /** `reasoning: { effort: "high" }` */
  | "effort-object"
  /** `thinking: { type: "enabled" }`, and `reasoning_effort` unless `supportsReasoningEffort` is false */
  | "thinking-type"
  /** `enable_thinking: true`, and `reasoning_effort` as above */
  | "enable-flag"
  /** `reasoning: { enabled: true }`, and `reasoning_effort` as above */
  | "enabled-object"
  /** `thinking: "high"` */
  | "thinking-word"
  /** `chat_template_kwargs` (`chatTemplateKwargs`) or `chat_template_args` (`chatTemplateArgs`) */
  | "chat-template";

export interface OpenAICompletionsCompat {
  /** The system prompt of a reasoning model goes as role `developer`. Default false. */
  supportsDeveloperRole?: boolean;
  /** true: `store: false` is sent unless the call says otherwise. false: `store` is never sent. */
  supportsStore?: boolean;
  /** false: neither tools nor JSON schemas may carry `strict`. Default true. */
  supportsStrictMode?: boolean;
  /** false: a JSON schema is asked for as plain JSON mode, with a warning. Default true. */
  supportsJsonSchema?: boolean;
  /** false: reasoning can be on or off, not more or less. Default true. */
  supportsReasoningEffort?: boolean;
  /** false: `stream_options` is refused; a streamed answer has its usage unasked, or none. Default true. */
  supportsUsageInStreaming?: boolean;
  /** false: answers name no finish reason; `[DONE]` alone ends them. Default true. */
  supportsFinishReason?: boolean;
  /**
   * false: while it reasons, a model takes neither `temperature` nor `top_p` nor `logprobs`, and never
   * penalties or `logit_bias`. Default true.
   */
  supportsTemperature?: boolean;
  /** The server fetches pictures itself, so that their URLs need not be replaced by bytes. */
  supportsImageUrls?: boolean;
  /** The server takes `top_k`, which is not in OpenAI's own API. Default false. */
  supportsTopK?: boolean;
  /** Where the limit of output tokens goes. Default `max_tokens`, which every server knows. */
  maxTokensField?: "max_tokens" | "max_completion_tokens";
  /** Where the seed goes. Default `seed`. */
  seedField?: "seed" | "random_seed";
  /** A `ThinkingFormat`, or the word that another catalog uses for it. Default `effort`. */
  thinkingFormat?: string;
  /** Fields of `chat_template_kwargs`; `{ "$var": "thinking.enabled" | "thinking.effort" }` is filled in. */
  chatTemplateKwargs?: Record<string, unknown>;
  /** The same for `chat_template_args`. */
  chatTemplateArgs?: Record<string, unknown>;
  /** Tool results name their tool. */
  requiresToolResultName?: boolean;
  /** No user message may follow a tool result: an assistant message goes between. */
  requiresAssistantAfterToolResult?: boolean;
  /** Assistant messages need text, if only an empty one. */
  requiresNonNullAssistantContent?: boolean;
  /** `tools` must be there, if only empty, once the conversation holds tool calls. */
  requiresToolsWithToolHistory?: boolean;
  /** Reasoning goes back as text. */
  requiresThinkingAsText?: boolean;
  /** Assistant messages of a reasoning model need `reasoning_content`, if only an empty one. */
  requiresReasoningContentOnAssistantMessages?: boolean;
  /** Ids of tool calls must be nine letters or digits. */
  requiresMistralToolIds?: boolean;
  /** The server takes Anthropic's `cache_control` on content and tools. Any value turns it on. */
  cacheControlFormat?: string;
  /** JSON schemas go in the part of the language that OpenAI's own API takes. */
  requiresOpenAISchemas?: boolean;
  /** JSON schema keywords that the server refuses in tools and response formats. */
  refusedSchemaKeywords?: string[];
  /** Streams the arguments of tool calls only if `tool_stream` asks for it. */
  zaiToolStream?: boolean;
  /** Goes as `provider`: which upstreams may serve the request. */
  openRouterRouting?: Record<string, unknown>;
  /** Goes as `providerOptions.gateway`. */
  vercelGatewayRouting?: Record<string, unknown>;
}

/** Flags come from checked manifests and config; a flag of a wrong type acts as if it were not there. */
export function compatOf(flags: CompatFlags): OpenAICompletionsCompat {
  return flags as OpenAICompletionsCompat;
}

const formats: ReadonlySet<string> = new Set<ThinkingFormat>([
  "effort",
  "effort-object",
  "thinking-type",
  "enable-flag",
  "enabled-object",
  "thinking-word",
  "chat-template",
]);
const formatOfWord: ReadonlyMap<string, string> = new Map(Object.entries(aliases));

/** Undefined where the word is not known. */
export function thinkingFormatOf(compat: OpenAICompletionsCompat): ThinkingFormat | undefined {
  const word = compat.thinkingFormat ?? "effort";
  const format = formatOfWord.get(word) ?? word;
  return formats.has(format) ? (format as ThinkingFormat) : undefined;
}

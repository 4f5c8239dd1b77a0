// The neutral form of a request and its answer: the AI SDK's V4 types, by name, so that no other
// package has to depend on @ai-sdk/provider. Types only: nothing is imported at run time.
import type {
  EmbeddingModelV4,
  EmbeddingModelV4CallOptions,
  JSONObject,
  JSONValue,
  LanguageModelV2,
  LanguageModelV3,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FilePart,
  LanguageModelV4FinishReason,
  LanguageModelV4FunctionTool,
  LanguageModelV4GenerateResult,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
  LanguageModelV4ToolChoice,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
  LanguageModelV4Usage,
  ProviderV4,
  SharedV4ProviderMetadata,
  SharedV4ProviderOptions,
  SharedV4Warning,
} from "@ai-sdk/provider";

export type {
  EmbeddingModelV4,
  JSONObject,
  JSONValue,
  LanguageModelV2,
  LanguageModelV3,
  LanguageModelV4,
  LanguageModelV4Content,
  LanguageModelV4FilePart,
  LanguageModelV4FunctionTool,
  LanguageModelV4GenerateResult,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4StreamResult,
  LanguageModelV4ToolChoice,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
  ProviderV4,
};

/** What a caller asks of a model; the AI SDK's call options. */
export type CallOptions = LanguageModelV4CallOptions;
/** What a caller asks of an embedding model. */
export type EmbedCall = EmbeddingModelV4CallOptions;
/** Media types (`image/*`, `application/pdf`) and the URLs that a model fetches itself. */
export type SupportedUrls = Awaited<LanguageModelV4["supportedUrls"]>;
/** One piece of an answer, in the order in which it arrived. */
export type StreamPart = LanguageModelV4StreamPart;
export type FinishReason = LanguageModelV4FinishReason;
export type Usage = LanguageModelV4Usage;
export type Warning = SharedV4Warning;
export type ProviderOptions = SharedV4ProviderOptions;
export type ProviderMetadata = SharedV4ProviderMetadata;

/** Receives parts synchronously, one call per part; must not throw. */
export type PartSink = (part: StreamPart) => void;

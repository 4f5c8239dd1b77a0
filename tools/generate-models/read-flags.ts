// Which compat flags our codecs read, and what holds where a flag is not given. The packages have more
// of them, for code of their own: what nobody reads is not taken over.
import type { CompatFlags } from "@mayros/core";
import type { AnthropicMessagesCompat } from "../../packages/wire/src/anthropic-messages/compat.ts";
import type { GoogleCodeAssistCompat } from "../../packages/wire/src/google-code-assist/compat.ts";
import type { GoogleGenerativeAiCompat } from "../../packages/wire/src/google-generative-ai/compat.ts";
import {
  type OpenAICompletionsCompat,
  thinkingFormatOf,
} from "../../packages/wire/src/openai-completions/compat.ts";
import type { OpenAIResponsesCompat } from "../../packages/wire/src/openai-responses/compat.ts";

/** The type check fails here as soon as a codec reads a flag that is not listed. */
type Defaults<Compat> = { [flag in keyof Required<Compat>]: Compat[flag] | undefined };

const anthropicMessages: Defaults<AnthropicMessagesCompat> = {
  forceAdaptiveThinking: false,
  supportsTemperature: true,
  allowEmptySignature: false,
  supportsStrictTools: false,
  supportsCacheControlOnTools: true,
  supportsEagerToolInputStreaming: true,
  supportsBudgetThinking: true,
  supportsHighEffortWithoutThinking: true,
  supportsForcedToolChoice: true,
  supportsFileUrls: false,
  supportsMidConvoSystemMessages: false,
  supportsJsonSchema: false,
};

const googleGenerativeAi: Defaults<GoogleGenerativeAiCompat> = {
  generation: 3,
  vertex: false,
  supportsSystemInstruction: true,
  supportsPenalties: true,
  supportsExternalUrls: true,
};

const googleCodeAssist: Defaults<GoogleCodeAssistCompat> = { ...googleGenerativeAi, claude: false };

const openaiCompletions: Defaults<OpenAICompletionsCompat> = {
  supportsDeveloperRole: false,
  supportsStore: undefined,
  supportsStrictMode: true,
  supportsJsonSchema: true,
  supportsReasoningEffort: true,
  supportsUsageInStreaming: true,
  supportsFinishReason: true,
  supportsTemperature: true,
  supportsImageUrls: false,
  supportsTopK: false,
  maxTokensField: "max_tokens",
  seedField: "seed",
  thinkingFormat: "effort",
  chatTemplateKwargs: undefined,
  chatTemplateArgs: undefined,
  requiresToolResultName: false,
  requiresAssistantAfterToolResult: false,
  requiresNonNullAssistantContent: false,
  requiresToolsWithToolHistory: false,
  requiresThinkingAsText: false,
  requiresReasoningContentOnAssistantMessages: false,
  requiresMistralToolIds: false,
  cacheControlFormat: undefined,
  requiresOpenAISchemas: false,
  refusedSchemaKeywords: undefined,
  zaiToolStream: false,
  openRouterRouting: undefined,
  vercelGatewayRouting: undefined,
};

/** Flags of tools and messages that a call has to ask for itself are not read: what is asked for is sent. */
const openaiResponses: Defaults<OpenAIResponsesCompat> = {
  supportsDeveloperRole: true,
  supportsStore: true,
  supportsStrictMode: true,
  supportsReasoningEffort: true,
  supportsMidConvoEffort: false,
  supportsLongCacheRetention: true,
  supportsExplicitPromptCacheMode: false,
  supportsTemperature: undefined,
  supportsMaxOutputTokens: true,
  supportsWholeAnswers: true,
};

const defaults: Readonly<Record<string, CompatFlags>> = {
  "anthropic-messages": { ...anthropicMessages },
  "google-code-assist": { ...googleCodeAssist },
  "google-generative-ai": { ...googleGenerativeAi },
  "openai-completions": { ...openaiCompletions },
  "openai-responses": { ...openaiResponses },
};

/** Words that mean the same are the same. */
function meaning(flag: string, value: unknown): string | undefined {
  const same =
    flag === "thinkingFormat" && typeof value === "string"
      ? (thinkingFormatOf({ thinkingFormat: value }) ?? value)
      : value;
  return JSON.stringify(same);
}

/** The flags that say something which does not hold anyway, by the provider or by default. */
export function saidFlags(
  api: string,
  wanted: CompatFlags,
  ofProvider: CompatFlags,
): CompatFlags | undefined {
  const known = Object.hasOwn(defaults, api) ? defaults[api] : undefined;
  const said = Object.entries(wanted).filter(([flag, value]) => {
    if (known && !Object.hasOwn(known, flag)) return false;
    const holds = Object.hasOwn(ofProvider, flag) ? ofProvider[flag] : known?.[flag];
    return meaning(flag, value) !== meaning(flag, holds);
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

// The codec of `api: "openai-completions"`: OpenAI's chat completions API and all that copied it.
import type { Codec, SupportedUrls } from "@mayros/core";
import { chatDecoders } from "../decode/chat-decoders.ts";
import { openaiEmbed } from "../openai-embeddings/embed.ts";
import { ChatAnswerReader } from "./answer-reader.ts";
import { classifyError } from "./classify-error.ts";
import { compatOf } from "./compat.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, compatibleNamespace, namespace } from "./namespace.ts";

export type { OpenAICompletionsCompat, ThinkingFormat } from "./compat.ts";

export const openaiCompletions: Codec = {
  api,
  namespace,
  authorize: (secret) => ({ authorization: `Bearer ${secret}` }),
  classifyError,
  supportedUrls: ({ compat }): SupportedUrls =>
    compatOf(compat).supportsImageUrls ? { "image/*": [/^https?:\/\/.*$/] } : {},
  operations: {
    chat: {
      encodeRequest,
      ...chatDecoders((output, target) => new ChatAnswerReader(output, target)),
    },
    embed: openaiEmbed(api, namespace, compatibleNamespace),
  },
};

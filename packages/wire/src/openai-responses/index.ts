// The codec of `api: "openai-responses"`: OpenAI's responses API and servers that copied it.
import type { Codec } from "@mayros/core";
import { chatDecoders } from "../decode/chat-decoders.ts";
import { openaiEmbed } from "../openai-embeddings/embed.ts";
import { ResponseAnswerReader } from "./answer-reader.ts";
import { classifyError } from "./classify-error.ts";
import { countTokens } from "./count-tokens.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";

export type { OpenAIResponsesCompat } from "./compat.ts";

export const openaiResponses: Codec = {
  api,
  namespace,
  authorize: (secret) => ({ authorization: `Bearer ${secret}` }),
  classifyError,
  supportedUrls: () => ({ "image/*": [/^https?:\/\/.*$/], "application/pdf": [/^https?:\/\/.*$/] }),
  operations: {
    chat: {
      encodeRequest,
      ...chatDecoders((output, target, call) => new ResponseAnswerReader(output, target, call)),
    },
    embed: openaiEmbed(api, namespace),
    countTokens,
  },
};

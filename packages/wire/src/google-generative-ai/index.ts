// The codec of `api: "google-generative-ai"`: the Gemini API's generateContent and streamGenerateContent.
import type { Codec } from "@mayros/core";
import { chatDecoders } from "../decode/chat-decoders.ts";
import { GenerateAnswerReader } from "./answer-reader.ts";
import { classifyError } from "./classify-error.ts";
import { countTokens } from "./count-tokens.ts";
import { embed } from "./embed.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";
import { supportedUrls } from "./supported-urls.ts";

export type { GoogleGenerativeAiCompat } from "./compat.ts";

export const googleGenerativeAi: Codec = {
  api,
  namespace,
  authorize: (secret, bearer) =>
    bearer ? { authorization: `Bearer ${secret}` } : { "x-goog-api-key": secret },
  classifyError,
  supportedUrls,
  operations: {
    chat: {
      encodeRequest,
      ...chatDecoders((...args) => new GenerateAnswerReader(...args)),
    },
    embed,
    countTokens,
  },
};

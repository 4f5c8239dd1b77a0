// The codec of `api: "openai-responses"`: OpenAI's responses API and servers that copied it.
import type { ChatOperation, Codec } from "@mayros/core";
import { chatDecoders } from "../decode/chat-decoders.ts";
import { openaiEmbed } from "../openai-embeddings/embed.ts";
import { ResponseAnswerReader } from "./answer-reader.ts";
import { classifyError } from "./classify-error.ts";
import { compatOf } from "./compat.ts";
import { countTokens } from "./count-tokens.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";

export type { OpenAIResponsesCompat } from "./compat.ts";

const decoders = chatDecoders(
  (output, target, call) => new ResponseAnswerReader(output, target, call),
);

/** A server that only streams was asked for a stream. */
const decodeResponse: ChatOperation["decodeResponse"] = (body, sink, target, call) => {
  if (compatOf(target.compat).supportsWholeAnswers !== false) {
    decoders.decodeResponse(body, sink, target, call);
    return;
  }
  const decoder = decoders.createDecoder(sink, target, call);
  decoder.write(new TextEncoder().encode(body));
  decoder.end();
};

export const openaiResponses: Codec = {
  api,
  namespace,
  authorize: (secret) => ({ authorization: `Bearer ${secret}` }),
  classifyError,
  supportedUrls: () => ({ "image/*": [/^https?:\/\/.*$/], "application/pdf": [/^https?:\/\/.*$/] }),
  operations: {
    chat: { encodeRequest, createDecoder: decoders.createDecoder, decodeResponse },
    embed: openaiEmbed(api, namespace),
    countTokens,
  },
};

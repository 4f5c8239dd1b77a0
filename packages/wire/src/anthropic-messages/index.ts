// The codec of `api: "anthropic-messages"`: Anthropic's messages API and all that copied it.
import type { Codec } from "@mayros/core";
import { chatDecoders } from "../decode/chat-decoders.ts";
import { MessageAnswerReader } from "./answer-reader.ts";
import { classifyError } from "./classify-error.ts";
import { compatOf } from "./compat.ts";
import { countTokens } from "./count-tokens.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";

export type { AnthropicMessagesCompat } from "./compat.ts";

/** https://docs.claude.com/en/docs/build-with-claude/vision, .../pdf-support (accessed 2026-11-28) */
const fetched = {
  "image/*": [/^https?:\/\/.*$/],
  "application/pdf": [/^https?:\/\/.*$/],
};

export const anthropicMessages: Codec = {
  api,
  namespace,
  authorize: (secret, bearer) =>
    bearer ? { authorization: `Bearer ${secret}` } : { "x-api-key": secret },
  classifyError,
  supportedUrls: ({ compat }) => (compatOf(compat).supportsFileUrls ? fetched : {}),
  operations: {
    chat: {
      encodeRequest,
      ...chatDecoders((output, target, call) => new MessageAnswerReader(output, target, call)),
    },
    countTokens,
  },
};

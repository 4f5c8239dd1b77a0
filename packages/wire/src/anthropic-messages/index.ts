// The codec of `api: "anthropic-messages"`: Anthropic's messages API and all that copied it.
import type { Codec } from "@mayros/core";
import { classifyError } from "./classify-error.ts";
import { createDecoder } from "./create-decoder.ts";
import { decodeResponse } from "./decode-response.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";

export type { AnthropicMessagesCompat } from "./compat.ts";

export const anthropicMessages: Codec = {
  api,
  namespace,
  authorize: (secret, bearer) =>
    bearer ? { authorization: `Bearer ${secret}` } : { "x-api-key": secret },
  operations: { chat: { encodeRequest, createDecoder, decodeResponse, classifyError } },
};

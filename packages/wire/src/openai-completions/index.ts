// The codec of `api: "openai-completions"`: OpenAI's chat completions API and all that copied it.
import type { Codec } from "@mayros/core";
import { classifyError } from "./classify-error.ts";
import { createDecoder } from "./create-decoder.ts";
import { decodeResponse } from "./decode-response.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";

export type { OpenAICompletionsCompat, ThinkingFormat } from "./compat.ts";

export const openaiCompletions: Codec = {
  api,
  namespace,
  authorize: (secret) => ({ authorization: `Bearer ${secret}` }),
  operations: { chat: { encodeRequest, createDecoder, decodeResponse, classifyError } },
};

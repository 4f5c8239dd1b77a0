// The codec of `api: "google-code-assist"`: Gemini Code Assist's v1internal methods, which Google's Gemini CLI and
// Antigravity speak.
import type { Codec } from "@mayros/core";
import { chatDecoders } from "../decode/chat-decoders.ts";
import { createAnswerReader } from "./answer-reader.ts";
import { classifyError } from "./classify-error.ts";
import { countTokens } from "./count-tokens.ts";
import { encodeRequest } from "./encode-request.ts";
import { api, namespace } from "./namespace.ts";

export {
  type CodeAssistAccount,
  type CodeAssistOperation,
  type CodeAssistRefusal,
  isBehindPerimeter,
  readAccount,
  readOperation,
  reasonsAgainst,
  refusalIn,
  verificationOf,
} from "./account.ts";
export type { GoogleCodeAssistCompat } from "./compat.ts";

export const googleCodeAssist: Codec = {
  api,
  namespace,
  // The server knows no keys.
  authorize: (secret) => ({ authorization: `Bearer ${secret}` }),
  classifyError,
  // It reads no file by its address.
  supportedUrls: () => ({}),
  operations: {
    chat: { encodeRequest, ...chatDecoders(createAnswerReader) },
    countTokens,
  },
};

// Counts the tokens of a call as the server would.
// https://ai.google.dev/api/tokens (accessed 2026-11-22)
import type { CallOptions, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { encodeRequest } from "./encode-request.ts";
import { methodUrl, resourceName } from "./method-url.ts";

export const countTokens: WholeOperation<CallOptions, number> = {
  encodeRequest(call, target) {
    const { body, ...rest } = encodeRequest(call, target, false);
    const model = resourceName(target.model.wireId);
    return {
      ...rest,
      url: methodUrl(target, "countTokens"),
      body: { generateContentRequest: { model, ...body } },
    };
  },
  decodeResponse: (body) => countIn(body, "totalTokens"),
};

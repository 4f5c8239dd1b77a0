// Counts the tokens of a call as the server would.
// https://ai.google.dev/api/tokens (accessed 2026-11-22)
import type { CallOptions, JSONObject, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { compatOf } from "./compat.ts";
import { encodeRequest } from "./encode-request.ts";
import { methodUrl, resourceName } from "./method-url.ts";

/** https://docs.cloud.google.com/vertex-ai/generative-ai/docs/model-reference/count-tokens (accessed 2026-11-28) */
const countedByVertex = ["contents", "systemInstruction", "tools", "generationConfig"];

export const countTokens: WholeOperation<CallOptions, number> = {
  encodeRequest(call, target) {
    const { body, ...rest } = encodeRequest(call, target, false);
    const model = resourceName(target.model.wireId);
    const counted: JSONObject = compatOf(target).vertex
      ? Object.fromEntries(countedByVertex.map((name) => [name, body[name]]))
      : { generateContentRequest: { model, ...body } };
    return { ...rest, url: methodUrl(target, "countTokens"), body: counted };
  },
  decodeResponse: (body) => countIn(body, "totalTokens"),
};

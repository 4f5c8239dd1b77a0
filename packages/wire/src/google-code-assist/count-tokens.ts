// Counts the tokens of a call as the server would. It takes less than the request does: contents alone, and of these
// no marks of thoughts.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/converter.ts (accessed 2026-11-28)
import type { CallOptions, JSONObject, WholeOperation } from "@mayros/core";
import { countIn } from "../decode/whole-answer.ts";
import { type JsonRecord, recordsOf } from "../json-shapes.ts";
import { encodeRequest } from "./encode-request.ts";
import { methodUrl } from "./envelope.ts";

export const countTokens: WholeOperation<CallOptions, number> = {
  encodeRequest(call, target) {
    const { body, ...rest } = encodeRequest(call, target, false);
    const { contents, systemInstruction } = body.request as JSONObject;
    // The prompt of the system costs what it would cost as a message.
    const system = recordsOf([systemInstruction]).map((each) => ({ ...each, role: "user" }));
    const counted = [...system, ...recordsOf(contents)].map(withPlainParts);
    const request = { model: `models/${target.model.wireId}`, contents: counted };
    return { ...rest, url: methodUrl(target, "countTokens"), body: { request } };
  },
  decodeResponse: (body) => countIn(body, "totalTokens"),
};

function withPlainParts({ parts, ...content }: JsonRecord): JSONObject {
  const plain = recordsOf(parts).map(
    ({ thought: _thought, thoughtSignature: _signature, ...part }) => part,
  );
  return { ...content, parts: plain } as JSONObject;
}

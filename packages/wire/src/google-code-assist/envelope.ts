// What this wire adds to the form that it wraps: the request stands in an envelope which names the model, the
// project that pays and the prompt, and the answer comes in one. The codec knows no project, since it belongs to the
// credential: whoever sends the request puts it in.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/converter.ts (accessed 2026-11-28)
import type { EncodedRequest, JSONObject, Target } from "@mayros/core";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";

/** A request before it is sent. */
export interface Envelope extends JSONObject {
  model: string;
  request: JSONObject;
}

/** Fields of the envelope that a caller may set among the options of the request. */
const ofEnvelope = [
  "project",
  "user_prompt_id",
  "enabled_credit_types",
  "requestId",
  "requestType",
  "userAgent",
];

export function envelopeFor({ model }: Target, body: JSONObject): Envelope {
  const outside = new Set(ofEnvelope);
  const entries = Object.entries(body);
  return {
    model: model.wireId,
    ...Object.fromEntries(entries.filter(([name]) => outside.has(name))),
    request: Object.fromEntries(entries.filter(([name]) => !outside.has(name))),
  };
}

/** `method` may have a query. */
export function methodUrl({ baseUrl }: Target, method: string): EncodedRequest["url"] {
  return endpointUrl(baseUrl, `v1internal:${method}`);
}

/** The answer within its envelope; an error stands in none. */
export function openEnvelope(value: JsonRecord): JsonRecord {
  const answer = recordOf(value.response);
  if (!answer || value.error) return value;
  const { responseId, modelVersion } = answer;
  // Where the answer has no id of its own, the envelope's is one, and stands where the model is named.
  const traceId = textOf(responseId) || !textOf(modelVersion) ? undefined : textOf(value.traceId);
  return traceId === undefined ? answer : { ...answer, responseId: traceId };
}

// A call as a request of this wire: the form that it wraps, in its envelope, less what its servers do not know.
import type { CallOptions, EncodedRequest, JSONObject, Target } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import { encodeContent } from "../google-generative-ai/encode-request.ts";
import { standsBehind } from "./compat.ts";
import { envelopeFor, methodUrl } from "./envelope.ts";
import { forClaude } from "./for-claude.ts";
import { dialect } from "./namespace.ts";

/** What callers of the other server may ask for; here an unknown field fails the whole request. */
const unknownHere = ["serviceTier", "continuationToken"];

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const { headers, warnings, body } = encodeContent(call, target, stream, dialect);
  const known = withoutUnknown(body, warnings);
  const request = standsBehind(target) ? forClaude(known, target, warnings) : known;
  return {
    url: methodUrl(target, stream ? "streamGenerateContent?alt=sse" : "generateContent"),
    headers,
    body: envelopeFor(target, request),
    warnings: warnings.list,
  };
}

function withoutUnknown(body: JSONObject, warnings: Warnings): JSONObject {
  const known = { ...body };
  for (const name of unknownHere) {
    if (known[name] === undefined) continue;
    warnings.unsupported(`provider option ${name}`, "this server does not know it");
    delete known[name];
  }
  return known;
}

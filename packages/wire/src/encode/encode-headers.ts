// The headers of a request: the codec's own, and the caller's merged into them. A call must not change what the body is, nor carry
// a credential past the rules for credentials.
import type { Warnings } from "./create-warnings.ts";

const refused = new Set([
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "proxy-authorization",
  "transfer-encoding",
  "x-api-key",
  "x-goog-api-key",
]);

/** What every request says of itself and of the answer that it wants. */
export function jsonHeaders(stream: boolean): Record<string, string> {
  return {
    "content-type": "application/json",
    accept: stream ? "text/event-stream" : "application/json",
  };
}

export function encodeHeaders(
  own: Record<string, string>,
  fromCall: Readonly<Record<string, string | undefined>> | undefined,
  warnings: Warnings,
): Record<string, string> {
  const headers = { ...own };
  for (const [name, value] of Object.entries(fromCall ?? {})) {
    const key = name.toLowerCase();
    if (value === undefined) continue;
    if (refused.has(key)) warnings.unsupported(`header ${key}`, "it is set by Mayros alone");
    else headers[key] = value;
  }
  return headers;
}

// Which key a request carries, whatever header the wire format puts it in.
import type { IncomingHttpHeaders } from "node:http";

const keyHeaders = ["x-api-key", "x-goog-api-key", "api-key"];

/** The key of a request; undefined when it carries none. */
export function requestKey(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^bearer\s+(.+)$/i.exec(headers.authorization ?? "")?.[1];
  if (bearer !== undefined) return bearer.trim();
  for (const name of keyHeaders) {
    const value = headers[name];
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}

// The headers that go out: the caller's, checked, and those that only the transport may decide.
import { isHeaderValue, MayrosError } from "@mayros/core";

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** They describe the connection, which is the transport's. */
const CONNECTION_HEADERS = new Set([
  "connection",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Throws on a name or value that could end its header early; names become lower-case. */
export function prepareHeaders(
  headers: Readonly<Record<string, string>>,
  { userAgent, bodyLength }: { userAgent: string; bodyLength: number | undefined },
): Record<string, string> {
  const prepared: Record<string, string> = { "user-agent": userAgent };
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name)) throw refuse(`${JSON.stringify(name)} is not a header name`);
    if (!isHeaderValue(value))
      throw refuse(`the value of header ${name} holds characters it may not`);
    const lowerName = name.toLowerCase();
    if (CONNECTION_HEADERS.has(lowerName)) throw refuse(`header ${name} cannot be set`);
    prepared[lowerName] = value;
  }
  // Answers are passed on as bytes, never decompressed.
  prepared["accept-encoding"] = "identity";
  if (bodyLength === undefined) delete prepared["content-length"];
  else prepared["content-length"] = String(bodyLength);
  return prepared;
}

function refuse(message: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", message, {
    hint: "correct the headers in the config",
  });
}

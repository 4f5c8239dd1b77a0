// What a token says of itself. It came from the token endpoint over TLS, which OpenID Connect Core 3.1.3.7 takes
// for enough; nothing here is proof to anybody else.
import { isObject, type JsonObject } from "./json-fields.ts";

/** The payload of a JWT, not verified; undefined for anything else. */
export function jwtClaims(token: string): JsonObject | undefined {
  const [, payload, signature, ...rest] = token.split(".");
  if (payload === undefined || signature === undefined || rest.length > 0) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

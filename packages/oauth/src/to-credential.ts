// From what a token endpoint gave to what is stored. Pure.
import type { OAuthCredential } from "@mayros/core";
import { textOf } from "./json-fields.ts";
import { jwtClaims } from "./jwt-claims.ts";
import type { TokenResponse } from "./token-response.ts";

/**
 * What the answer does not name is kept from `before`: the refresh token (RFC 6749 section 6), the account, what
 * the plugin put in. The old expiry is not, as it was the old token's. E-mail address and account id come from the
 * claims `email` and `sub` of an id token where `before` has none.
 */
export function toCredential(tokens: TokenResponse, before?: OAuthCredential): OAuthCredential {
  const claims = tokens.idToken === undefined ? undefined : jwtClaims(tokens.idToken);
  const { expiresAt: _old, ...kept } = before ?? { type: "oauth", access: "" };
  const email = before?.email ?? textOf(claims?.email);
  const accountId = before?.accountId ?? textOf(claims?.sub);
  return {
    ...kept,
    type: "oauth",
    access: tokens.accessToken,
    ...(tokens.refreshToken === undefined ? {} : { refresh: tokens.refreshToken }),
    ...(tokens.expiresAt === undefined ? {} : { expiresAt: tokens.expiresAt }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(email === undefined ? {} : { email }),
  };
}

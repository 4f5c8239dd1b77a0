// Renews an access token (RFC 6749 section 6). The refresh token may be good for one use: who calls this holds the
// lock of its profile, and saves the answer before anything else.
import type { OAuthCredential } from "@mayros/core";
import { loginNeeded } from "./login-errors.ts";
import { requestTokens, type TokenContext, type TokenRequestOptions } from "./token-request.ts";
import type { TokenResponse } from "./token-response.ts";

/**
 * Rejects with MAYROS_LOGIN_NEEDED (the server gives no more tokens), MAYROS_LOGIN_MISCONFIGURED (it refuses the client), or
 * MAYROS_LOGIN_UNAVAILABLE (`details.sent`: it may have seen the request; `details.retryAfter`: ms).
 */
export function refreshTokens(
  credential: OAuthCredential,
  context: TokenContext,
  how: TokenRequestOptions = {},
): Promise<TokenResponse> {
  const { refresh } = credential;
  if (refresh === undefined || refresh === "") {
    return Promise.reject(loginNeeded("this login came without a refresh token"));
  }
  return requestTokens(
    context,
    { type: "refresh_token", parameters: { refresh_token: refresh } },
    how,
  );
}

// Redeems an authorization code (RFC 6749 section 4.1.3) with the proof of who asked for it (RFC 7636 section 4.5).
import { requestTokens, type TokenContext, type TokenRequestOptions } from "./token-request.ts";
import type { TokenResponse } from "./token-response.ts";

export interface CodeExchange extends TokenRequestOptions {
  readonly code: string;
  /** Letter by letter that of the authorization request. */
  readonly redirectUri: string;
  readonly codeVerifier: string;
}

export function exchangeCode(
  context: TokenContext,
  { code, redirectUri, codeVerifier, ...how }: CodeExchange,
): Promise<TokenResponse> {
  const parameters = { code, redirect_uri: redirectUri, code_verifier: codeVerifier };
  return requestTokens(context, { type: "authorization_code", parameters }, how);
}

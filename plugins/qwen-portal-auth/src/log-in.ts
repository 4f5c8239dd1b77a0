// Logs in to a Qwen account, and renews what came of it.
// https://github.com/QwenLM/qwen-code/blob/main/packages/core/src/qwen/qwenOAuth2.ts (accessed 2026-11-28)
import type { LoginContext, OAuthCredential, RequestContext } from "@mayros/core";
import {
  type ClassifyRefusal,
  deviceLogin,
  refreshTokens,
  type TokenResponse,
  toCredential,
  withEmail,
} from "@mayros/oauth";
import { baseUrlOf } from "./resource-url.ts";

export async function logIn(context: LoginContext): Promise<OAuthCredential> {
  return withEmail(withBaseUrl(await deviceLogin(context, { headers: requestId() })), context);
}

export async function refresh(
  credential: OAuthCredential,
  context: RequestContext,
): Promise<OAuthCredential> {
  const how = { headers: requestId(), classify: classifyRefresh };
  return withBaseUrl(await refreshTokens(credential, context, how), credential);
}

/** The server wants its requests named. */
function requestId(): Record<string, string> {
  return { "x-request-id": crypto.randomUUID() };
}

/** Whatever the code says, 400 and 401 mean that the refresh token is used up; but a client is no token. */
const classifyRefresh: ClassifyRefusal = ({ status, code }) => {
  const isOfClient = code === "invalid_client" || code === "unauthorized_client";
  return !isOfClient && (status === 400 || status === 401) ? "login" : undefined;
};

/** A renewed token without a host stays where the one before was. */
function withBaseUrl(tokens: TokenResponse, before?: OAuthCredential): OAuthCredential {
  const baseUrl = baseUrlOf(tokens.raw.resource_url);
  return { ...toCredential(tokens, before), ...(baseUrl === undefined ? {} : { baseUrl }) };
}

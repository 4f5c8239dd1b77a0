// Asks a token endpoint, whatever the grant. oauth4webapi makes the request, with the client's authentication; the
// answer is read here, because the library takes only status 200, only application/json for errors, and a body of
// any length, and vendors answer errors with 200, text/plain, or a code inside an object.
import type { RequestContext } from "@mayros/core";
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretPost,
  customFetch,
  genericTokenEndpointRequest,
  None,
} from "oauth4webapi";
import { type ClassifyRefusal, classifyRefusal, errorCodeOf } from "./classify-refusal.ts";
import { clientIdOf, endpointOf } from "./endpoint.ts";
import { isObject } from "./is-object.ts";
import { readJson, retryAfterOf } from "./read-json.ts";
import { boundedFetch } from "./send-bounded.ts";
import { readTokenResponse, type TokenResponse } from "./token-response.ts";

export type TokenContext = Pick<RequestContext, "fetch" | "signal" | "clock" | "oauth">;

/** What a vendor wants besides what the RFCs name. */
export interface TokenRequestOptions {
  /** Further parameters of the token request. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** For error codes that only this vendor has. */
  readonly classify?: ClassifyRefusal;
  /** ms for the whole request; default 30,000. */
  readonly timeout?: number;
}

export interface Grant {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Rejects with an error of one of the four classes, or the reason of an aborted signal. */
export async function requestTokens(
  context: TokenContext,
  grant: Grant,
  how: TokenRequestOptions = {},
): Promise<TokenResponse> {
  const { oauth, clock } = context;
  const url = endpointOf(oauth, "tokenUrl");
  const response = await genericTokenEndpointRequest(
    serverOf(url),
    { client_id: clientIdOf(oauth) },
    authentication(oauth.clientSecret),
    grant.type,
    { ...how.parameters, ...grant.parameters },
    {
      [customFetch]: (target, { method, headers, body }) =>
        boundedFetch(context, how)(target, { method, headers, body: String(body) }),
      // Checked by endpointOf: http goes to this machine only.
      [allowInsecureRequests]: true,
      headers: { ...how.headers },
    },
  );
  const { status, headers } = response;
  const { host } = url;
  const answer = readJson({ status, headers, host, text: await response.text() }, clock.now());
  const body = isObject(answer.body) ? answer.body : {};
  if (status < 300 && errorCodeOf(body) === undefined) {
    return readTokenResponse(body, { now: clock.now(), host });
  }
  const retryAfter = retryAfterOf(headers, clock.now());
  const secrets = [...Object.values(grant.parameters), oauth.clientSecret];
  throw classifyRefusal({ host, status, body, retryAfter, secrets }, how.classify);
}

/** The library wants an issuer, which matters only to answers that it reads itself. */
function serverOf(tokenUrl: URL): AuthorizationServer {
  return { issuer: tokenUrl.origin, token_endpoint: tokenUrl.href };
}

/** In the body (RFC 6749 section 2.3.1), as the vendors with a secret take it. */
function authentication(secret: string | undefined): ClientAuth {
  return secret === undefined ? None() : ClientSecretPost(secret);
}

// Asks a token endpoint, whatever the grant. oauth4webapi makes the request, with the client's authentication; the
// answer is read here, because the library takes only status 200, only application/json for errors, and a body of
// any length, and vendors answer errors with 200, text/plain, or a code inside an object.
import type { RequestContext } from "@mayros/core";
import { type AuthorizationServer, genericTokenEndpointRequest } from "oauth4webapi";
import { type ClassifyRefusal, classifyRefusal, errorCodeOf } from "./classify-refusal.ts";
import { clientAuthentication, clientRequest } from "./client-request.ts";
import { clientIdOf, endpointOf } from "./endpoint.ts";
import { fieldsOf } from "./json-fields.ts";
import { readJson, retryAfterOf } from "./read-json.ts";
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
    clientAuthentication(oauth),
    grant.type,
    { ...how.parameters, ...grant.parameters },
    clientRequest(context, how),
  );
  const { status, headers } = response;
  const { host } = url;
  const answer = readJson({ status, headers, host, text: await response.text() }, clock.now());
  const body = fieldsOf(answer.body);
  if (status < 300 && errorCodeOf(body) === undefined) {
    return readTokenResponse(body, { now: clock.now(), host });
  }
  const retryAfter = retryAfterOf(headers, clock.now());
  const secrets = [...Object.values(grant.parameters), oauth.clientSecret];
  const tokenAlone = grant.type === "refresh_token" && oauth.clientSecret === undefined;
  throw classifyRefusal({ host, status, body, retryAfter, secrets, tokenAlone }, how.classify);
}

/** The library wants an issuer, which matters only to answers that it reads itself. */
function serverOf(tokenUrl: URL): AuthorizationServer {
  return { issuer: tokenUrl.origin, token_endpoint: tokenUrl.href };
}

// What every request that oauth4webapi makes for us has in common: through the plugin's own fetch, bounded, and with
// the client named as the vendors take it.
import type { OAuthSettings } from "@mayros/core";
import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretPost,
  customFetch,
  None,
  type TokenEndpointRequestOptions,
} from "oauth4webapi";
import { boundedFetch, type SendContext, type SendOptions } from "./send-bounded.ts";

export interface ClientRequestOptions extends SendOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Endpoints have to be checked before (`endpointOf`): http goes to this machine only. */
export function clientRequest(
  context: SendContext,
  how: ClientRequestOptions,
): Pick<
  TokenEndpointRequestOptions,
  "headers" | typeof customFetch | typeof allowInsecureRequests
> {
  return {
    [customFetch]: (url, { method, headers, body }) =>
      boundedFetch(context, how)(url, { method, headers, body: String(body) }),
    [allowInsecureRequests]: true,
    headers: { ...how.headers },
  };
}

/** A secret goes into the body (RFC 6749 section 2.3.1): some vendors know no other place. */
export function clientAuthentication({ clientSecret }: OAuthSettings): ClientAuth {
  return clientSecret === undefined ? None() : ClientSecretPost(clientSecret);
}

// The address that a browser login opens (RFC 6749 section 4.1.1, RFC 7636 section 4.3). Pure.
import type { OAuthSettings } from "@mayros/core";
import { clientIdOf, endpointOf } from "./endpoint.ts";

export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string;
  /** Of S256: there is no other. */
  readonly challenge: string;
  /** Of the plugin, over those of the declaration. Neither replaces what the RFCs name. */
  readonly parameters: Readonly<Record<string, string>> | undefined;
}

export function authorizationRequest(
  oauth: OAuthSettings,
  { redirectUri, state, challenge, parameters }: AuthorizationRequest,
): string {
  const url = endpointOf(oauth, "authorizationUrl");
  const asked = {
    ...(oauth.scopes?.length ? { scope: oauth.scopes.join(" ") } : {}),
    ...oauth.parameters,
    ...parameters,
    response_type: "code",
    client_id: clientIdOf(oauth),
    redirect_uri: redirectUri,
    state,
    code_challenge: challenge,
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

// Where a request of this flow goes, and in whose name. Pure.
import type { OAuthSettings } from "@mayros/core";
import { loginMisconfigured } from "@mayros/oauth";

export interface PortalEndpoint {
  readonly url: string;
  /** For messages. */
  readonly host: string;
  readonly clientId: string;
}

export function endpoint(
  oauth: OAuthSettings,
  name: "deviceAuthorizationUrl" | "tokenUrl",
): PortalEndpoint {
  const { [name]: url, clientId } = oauth;
  if (url === undefined || !clientId)
    throw loginMisconfigured(`this login has no ${name} or client id`);
  return { url, host: URL.parse(url)?.host ?? url, clientId };
}

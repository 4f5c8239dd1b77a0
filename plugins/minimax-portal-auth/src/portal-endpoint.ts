// Where a request of this flow goes, and in whose name. Pure.
import type { OAuthSettings } from "@mayros/core";
import { loginMisconfigured } from "@mayros/oauth";

export interface PortalEndpoint {
  readonly url: string;
  /** For messages. */
  readonly host: string;
  /** Parameters that name the client: MiniMax's has no secret, one of the user's config may. */
  readonly client: Readonly<Record<string, string>>;
  /** Not to be repeated in messages. */
  readonly secrets: readonly string[];
}

export function endpoint(
  oauth: OAuthSettings,
  name: "deviceAuthorizationUrl" | "tokenUrl",
): PortalEndpoint {
  const { [name]: url, clientId, clientSecret } = oauth;
  if (url === undefined || !clientId)
    throw loginMisconfigured(`this login has no ${name} or client id`);
  return {
    url,
    host: URL.parse(url)?.host ?? url,
    client: {
      client_id: clientId,
      ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
    },
    secrets: clientSecret === undefined ? [] : [clientSecret],
  };
}

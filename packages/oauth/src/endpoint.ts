// Which URLs a login may use: https, or http to this machine, where tests and local servers are (RFC 6749
// section 3.1.2.1, RFC 6750 section 5.3). Pure.
import { isSafeUrl, type OAuthSettings } from "@mayros/core";
import { loginMisconfigured } from "./login-errors.ts";

export type EndpointName =
  | "authorizationUrl"
  | "tokenUrl"
  | "deviceAuthorizationUrl"
  | "userInfoUrl";

/** Throws MAYROS_LOGIN_MISCONFIGURED where it is missing or would be sent in the clear. */
export function endpointOf(oauth: OAuthSettings, name: EndpointName): URL {
  const text = oauth[name];
  if (text === undefined) throw loginMisconfigured(`this login has no ${name}`);
  return checkedUrl(text, name);
}

/** `what` names it in the message. */
export function checkedUrl(text: string, what: string): URL {
  const url = URL.parse(text);
  if (!url) throw loginMisconfigured(`${what} is not a URL`);
  if (url.username !== "" || url.password !== "") {
    throw loginMisconfigured(`${what} holds a user name or password`);
  }
  if (!isSafeUrl(url.href)) {
    throw loginMisconfigured(
      `${what} (${url.protocol}//${url.host}) is not https; plain http is for this machine only`,
    );
  }
  return url;
}

export function clientIdOf({ clientId }: OAuthSettings): string {
  if (clientId === undefined || clientId === "") {
    throw loginMisconfigured("this login has no client id");
  }
  return clientId;
}

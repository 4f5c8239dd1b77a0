// A login and its refresh from the manifest's `oauth` alone: what a plugin without code gets.
import type { AuthFlow, LoginContext, OAuthCredential } from "@mayros/core";
import { browserLogin } from "./browser-login.ts";
import { deviceLogin } from "./device-login.ts";
import { endpointOf } from "./endpoint.ts";
import { isObject } from "./is-object.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { requestJson } from "./request-json.ts";
import { toCredential } from "./to-credential.ts";
import { type TokenResponse, textOf } from "./token-response.ts";

/** The e-mail address comes from the id token, else from `oauth.userInfoUrl`. */
export function standardFlow(kind: "oauth-browser" | "oauth-device"): AuthFlow {
  return {
    async login(context) {
      const tokens = await (kind === "oauth-browser" ? browserLogin : deviceLogin)(context);
      return withAccount(toCredential(tokens), tokens, context);
    },
    async refresh(credential, context) {
      return toCredential(await refreshTokens(credential, context), credential);
    },
  };
}

async function withAccount(
  credential: OAuthCredential,
  { accessToken }: TokenResponse,
  context: LoginContext,
): Promise<OAuthCredential> {
  if (credential.email !== undefined || context.oauth.userInfoUrl === undefined) return credential;
  const url = endpointOf(context.oauth, "userInfoUrl").href;
  try {
    const headers = { authorization: `Bearer ${accessToken}` };
    const { status, body } = await requestJson(context, { method: "GET", url, headers });
    const email = status < 300 && isObject(body) ? textOf(body.email) : undefined;
    return email === undefined ? credential : { ...credential, email };
  } catch (error) {
    if (context.signal.aborted) throw error;
    // The login stands without a name for the account.
    context.log("the server did not say which account this is");
    return credential;
  }
}

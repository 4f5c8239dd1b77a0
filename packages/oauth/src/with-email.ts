// Whose login it is, as far as the server tells: the name that a profile gets where one person has several accounts.
import type { LoginContext, OAuthCredential } from "@mayros/core";
import { endpointOf } from "./endpoint.ts";
import { fieldsOf, textOf } from "./json-fields.ts";
import { requestJson } from "./request-json.ts";

/**
 * Asks `oauth.userInfoUrl` where there is one and the credential has no e-mail address yet. The login stands without:
 * rejects only with the reason of an aborted signal, and for an endpoint that may not be asked.
 */
export async function withEmail(
  credential: OAuthCredential,
  context: LoginContext,
): Promise<OAuthCredential> {
  if (credential.email !== undefined || context.oauth.userInfoUrl === undefined) return credential;
  const url = endpointOf(context.oauth, "userInfoUrl").href;
  try {
    const headers = { authorization: `Bearer ${credential.access}` };
    const { status, body } = await requestJson(context, { method: "GET", url, headers });
    const email = status < 300 ? textOf(fieldsOf(body).email) : undefined;
    return email === undefined ? credential : { ...credential, email };
  } catch (error) {
    if (context.signal.aborted) throw error;
    context.log("the server did not say which account this is");
    return credential;
  }
}

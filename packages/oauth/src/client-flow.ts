// The standard browser login for a client that has to be found first. A refresh token is good for the client that it
// was given to and no other, so the login keeps which one that was.
import type { LoginContext, OAuthCredential, RequestContext } from "@mayros/core";
import { type ClientSources, findClient } from "./find-client.ts";
import { loginMisconfigured } from "./login-errors.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { standardFlow } from "./standard-flow.ts";
import { toCredential } from "./to-credential.ts";

export interface ClientFlow {
  /** `extras.clientId` of the credential is the client. */
  readonly login: (context: LoginContext) => Promise<OAuthCredential>;
  /** Rejects with MAYROS_LOGIN_MISCONFIGURED where the client is another now, too. */
  readonly refresh: (
    credential: OAuthCredential,
    context: RequestContext,
  ) => Promise<OAuthCredential>;
}

export function clientFlow(sources: (context: RequestContext) => ClientSources): ClientFlow {
  async function withClient<Context extends RequestContext>(context: Context): Promise<Context> {
    const client = await findClient(context, sources(context));
    return { ...context, oauth: { ...context.oauth, ...client } };
  }
  return {
    async login(context) {
      const found = await withClient(context);
      const credential = await standardFlow("oauth-browser").login(found);
      if (credential.type !== "oauth") throw new Error("the standard flow gives tokens of OAuth");
      const { clientId = "" } = found.oauth;
      return { ...credential, extras: { ...credential.extras, clientId } };
    },
    async refresh(credential, context) {
      const found = await withClient(context);
      const before = credential.extras?.clientId;
      if (before !== undefined && before !== found.oauth.clientId) {
        throw loginMisconfigured(
          "this login was made with another OAuth client than is found now",
          {
            hint: "give the former client back, or log in again: mayros models auth login",
          },
        );
      }
      return toCredential(await refreshTokens(credential, found), credential);
    },
  };
}

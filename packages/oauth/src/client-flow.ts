// The standard browser login for a client that has to be found first. A refresh token is good for the client that it
// was given to and no other, so the login keeps which one that was.
import {
  type LoginContext,
  MayrosError,
  type OAuthCredential,
  type RequestContext,
} from "@mayros/core";
import { type ClientSources, findClient } from "./find-client.ts";
import { loginMisconfigured } from "./login-errors.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { standardFlow } from "./standard-flow.ts";
import { toCredential } from "./to-credential.ts";

export interface ClientFlow {
  /** `extras.clientId` of the credential is the client, `extras.clientPlace` the file that it was found in. */
  readonly login: (context: LoginContext) => Promise<OAuthCredential>;
  /** Rejects with MAYROS_LOGIN_MISCONFIGURED where the client is another now, too. */
  readonly refresh: (
    credential: OAuthCredential,
    context: RequestContext,
  ) => Promise<OAuthCredential>;
}

/** What else there is to know of an account, with the token of its login. */
export type AskAccount = (
  context: LoginContext,
  token: string,
) => Promise<Readonly<Record<string, string>>>;

/** What `askAccount` finds is kept in `extras`, too; what can't be asked for now is left to the first request. */
export function clientFlow(
  sources: (context: RequestContext) => ClientSources,
  askAccount: AskAccount = async () => ({}),
): ClientFlow {
  async function withClient<Context extends RequestContext>(
    context: Context,
    before?: string,
  ): Promise<{ found: Context; place: string | undefined }> {
    const { place, ...client } = await findClient(context, sources(context), before);
    return { found: { ...context, oauth: { ...context.oauth, ...client } }, place };
  }
  return {
    async login(context) {
      const { found, place } = await withClient(context);
      const credential = await standardFlow("oauth-browser").login(found);
      if (credential.type !== "oauth") throw new Error("the standard flow gives tokens of OAuth");
      if (credential.refresh === undefined) {
        context.ui.note("There came no refresh token: this login ends when its token does.");
      }
      const { clientId = "" } = found.oauth;
      const account = await askNow(found, credential.access, askAccount);
      const extras = { ...credential.extras, ...account, clientId, ...placeOf(place) };
      return { ...credential, extras };
    },
    async refresh(credential, context) {
      const { found, place } = await withClient(context, credential.extras?.clientPlace);
      const before = credential.extras?.clientId;
      if (before !== undefined && before !== found.oauth.clientId) {
        throw loginMisconfigured(
          "this login was made with another OAuth client than is found now",
          {
            hint: "give the former client back, or log in again: mayros models auth login",
          },
        );
      }
      const renewed = toCredential(await refreshTokens(credential, found), credential);
      return { ...renewed, extras: { ...renewed.extras, ...placeOf(place) } };
    },
  };
}

const placeOf = (place: string | undefined) => (place === undefined ? {} : { clientPlace: place });

/** Nothing where later may do: the login stands. */
async function askNow(
  context: LoginContext,
  token: string,
  askAccount: AskAccount,
): Promise<Readonly<Record<string, string>>> {
  try {
    return await askAccount(context, token);
  } catch (error) {
    const mayPass = MayrosError.isInstance(error) && error.code === "MAYROS_LOGIN_UNAVAILABLE";
    if (!mayPass || context.signal.aborted) throw error;
    context.log("not all of the account could be asked for; the first request does it");
    return {};
  }
}

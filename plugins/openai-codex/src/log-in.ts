// The logins with a ChatGPT account, and their renewal: what each of them does beside the standard flow.
import type { LoginContext, OAuthCredential, RequestContext } from "@mayros/core";
import {
  browserLogin,
  type ClassifyRefusal,
  loginMisconfigured,
  refreshTokens,
  type TokenResponse,
  toCredential,
  withEmail,
} from "@mayros/oauth";
import { accountIn } from "./account.ts";
import { deviceTokens } from "./device-tokens.ts";

/** Comes back to the one address that OpenAI knows for this client. */
export async function logInByBrowser(context: LoginContext): Promise<OAuthCredential> {
  const { originator } = context.config;
  const parameters = typeof originator === "string" ? { originator } : {};
  const tokens = await browserLogin(context, { parameters });
  return withEmail(toLogin(tokens), context);
}

export async function logInByCode(context: LoginContext): Promise<OAuthCredential> {
  return withEmail(toLogin(await deviceTokens(context)), context);
}

/** OpenAI's refresh tokens are good for one use: the answer has the next one. */
export async function refreshLogin(
  credential: OAuthCredential,
  context: RequestContext,
): Promise<OAuthCredential> {
  const tokens = await refreshTokens(credential, context, { classify: classifyRefresh });
  return toLogin(tokens, credential);
}

/** Besides the codes that @mayros/oauth knows; any other 401 says as well that the token is of no use. */
const classifyRefresh: ClassifyRefusal = ({ status, code }) =>
  status === 401 || code === "invalid_refresh_token" || code === "token_expired"
    ? "login"
    : undefined;

function toLogin(tokens: TokenResponse, before?: OAuthCredential): OAuthCredential {
  const ofAccess = accountIn(tokens.accessToken);
  const account = { ...accountIn(tokens.idToken), ...ofAccess };
  const accountId = account.accountId ?? before?.accountId;
  if (accountId === undefined) {
    throw loginMisconfigured("the tokens name no ChatGPT account", {
      hint: "log in with an account that has a ChatGPT plan: mayros models auth login --provider openai-codex",
    });
  }
  const email = account.email ?? before?.email;
  const expiresAt = tokens.expiresAt ?? ofAccess.expiresAt;
  const plan = account.plan ?? before?.extras?.plan;
  return {
    ...toCredential(tokens, before),
    accountId,
    ...(email === undefined ? {} : { email }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(plan === undefined ? {} : { extras: { ...before?.extras, plan } }),
  };
}

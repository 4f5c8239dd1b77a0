// Logs in to a MiniMax account: asks for a code, shows it, and asks for the token until a person has confirmed it.
import { isSafeUrl, type LoginContext, MayrosError, type OAuthCredential } from "@mayros/core";
import {
  createPkce,
  fieldsOf,
  type JsonAnswer,
  loginDenied,
  loginMisconfigured,
  loginUnavailable,
  poll,
  requestJson,
  showText,
  textOf,
  withEmail,
} from "@mayros/oauth";
import { credentialOf, expiryOf, intervalOf, refusalOf, saidBy } from "./portal-answer.ts";
import { endpoint } from "./portal-endpoint.ts";

const GRANT = "urn:ietf:params:oauth:grant-type:user_code";

interface UserCode {
  readonly code: string;
  readonly page: string;
  /** ms. */
  readonly interval: number | undefined;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/**
 * Rejects with MAYROS_LOGIN_DENIED, MAYROS_TIMEOUT, MAYROS_LOGIN_MISCONFIGURED, MAYROS_LOGIN_UNAVAILABLE, and the reason of an
 * aborted signal.
 */
export async function logIn(context: LoginContext): Promise<OAuthCredential> {
  const { verifier, challenge } = await createPkce();
  const given = await requestCode(context, challenge);
  context.ui.authorization({ url: given.page, userCode: given.code, expiresAt: given.expiresAt });
  // The link is shown: a browser that does not open is no failure.
  if (!context.remote) context.openUrl(given.page).catch(() => false);
  const credential = await poll<OAuthCredential>(context, {
    interval: given.interval,
    expiresAt: given.expiresAt,
    ask: () => askForToken(context, given.code, verifier),
  });
  return withEmail(credential, context);
}

async function requestCode(context: LoginContext, challenge: string): Promise<UserCode> {
  const { url, host, client, secrets } = endpoint(context.oauth, "deviceAuthorizationUrl");
  const state = crypto.randomUUID();
  const answer = await requestJson(context, {
    method: "POST",
    url,
    headers: { "x-request-id": crypto.randomUUID() },
    form: {
      response_type: "code",
      ...client,
      scope: context.oauth.scopes?.join(" ") ?? "",
      code_challenge: challenge,
      code_challenge_method: "S256",
      state,
    },
  });
  const body = fieldsOf(answer.body);
  const code = textOf(body.user_code);
  const page = textOf(body.verification_uri);
  if (answer.status >= 300 || code === undefined || page === undefined) {
    const later = answer.status < 300 || refusalOf(body, answer.status) === "later";
    const message = `${host} gives no code: ${saidBy(body, secrets)}`;
    if (!later) throw loginMisconfigured(message, { details: { status: answer.status } });
    throw loginUnavailable(message, { sent: true, status: answer.status });
  }
  if (body.state !== state) throw loginDenied(`the code of ${host} is that of another login`);
  if (!isSafeUrl(page)) throw loginMisconfigured(`${host} names a login page that is not safe`);
  const expiresAt = expiryOf(body, context.clock.now());
  if (expiresAt === undefined) {
    throw loginUnavailable(`${host} does not say how long its code lasts`, { sent: true });
  }
  return { code: showText(code), page: new URL(page).href, interval: intervalOf(body), expiresAt };
}

async function askForToken(
  context: LoginContext,
  code: string,
  verifier: string,
): Promise<OAuthCredential | "pending" | "slow_down"> {
  const { url, host, client, secrets } = endpoint(context.oauth, "tokenUrl");
  const answer = await requestJson(context, {
    method: "POST",
    url,
    form: { grant_type: GRANT, ...client, user_code: code, code_verifier: verifier },
  });
  const body = fieldsOf(answer.body);
  const credential = credentialOf(body, { now: context.clock.now() });
  if (answer.status < 300 && credential) {
    const note = textOf(body.notification_message);
    if (note !== undefined) context.ui.note(`MiniMax says: ${showText(note)}`);
    return credential;
  }
  return waitOrThrow(answer, host, [code, verifier, ...secrets]);
}

function waitOrThrow(
  { status, body: value }: JsonAnswer,
  host: string,
  secrets: readonly string[],
): "pending" | "slow_down" {
  const body = fieldsOf(value);
  const refusal = refusalOf(body, status);
  if (refusal === "pending" || refusal === "slow_down") return refusal;
  const said = `${host} gives no token: ${saidBy(body, secrets)}`;
  const details = { status };
  switch (refusal) {
    case "expired":
      throw new MayrosError("MAYROS_TIMEOUT", "the login was not confirmed in time", {
        hint: "mayros models auth login --provider minimax-portal",
      });
    case "client":
      throw loginMisconfigured(said, { details });
    case "denied":
    case "login":
      throw loginDenied(said, { details });
    case "later":
      // It said that it is over, and not why.
      if (body.status === "error") throw loginDenied(said, { details });
      throw loginUnavailable(said, { sent: true, status });
  }
}

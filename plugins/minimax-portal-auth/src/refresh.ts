// Renews a token of a MiniMax account, which lasts from a quarter of an hour to two days.
// https://github.com/openclaw/openclaw/issues/77467 (accessed 2026-11-28)
import type { OAuthCredential, RequestContext } from "@mayros/core";
import {
  fieldsOf,
  loginMisconfigured,
  loginNeeded,
  loginUnavailable,
  requestJson,
} from "@mayros/oauth";
import { credentialOf, refusalOf, saidBy } from "./portal-answer.ts";
import { endpoint } from "./portal-endpoint.ts";

/** Rejects with MAYROS_LOGIN_NEEDED, MAYROS_LOGIN_MISCONFIGURED or MAYROS_LOGIN_UNAVAILABLE. */
export async function refresh(
  credential: OAuthCredential,
  context: RequestContext,
): Promise<OAuthCredential> {
  const { refresh: token } = credential;
  if (!token) throw loginNeeded("this login came without a refresh token");
  const { url, host, client, secrets } = endpoint(context.oauth, "tokenUrl");
  const answer = await requestJson(context, {
    method: "POST",
    url,
    form: { grant_type: "refresh_token", ...client, refresh_token: token },
  });
  const { status } = answer;
  const body = fieldsOf(answer.body);
  const renewed = credentialOf(body, { now: context.clock.now(), before: credential });
  if (status < 300 && renewed) return renewed;
  const said = `${host} renews no token: ${saidBy(body, [token, ...secrets])}`;
  switch (refusalOf(body, status)) {
    case "login":
    case "denied":
    case "expired":
      throw loginNeeded(said, { details: { status } });
    case "client":
      throw loginMisconfigured(said, { details: { status } });
    default:
      throw loginUnavailable(said, { sent: true, status });
  }
}

// The browser flow: authorization code with PKCE (RFC 6749 section 4.1, RFC 7636, RFC 8252, RFC 9700). The browser comes
// back to a port of this machine; where it can't, a person pastes where it ended.
import { isLoopback, type LoginContext } from "@mayros/core";
import { generateRandomState } from "oauth4webapi";
import { authorizationRequest } from "./authorization-request.ts";
import { openCallbackListener } from "./callback-listener.ts";
import type { ClassifyRefusal } from "./classify-refusal.ts";
import { createPkce } from "./create-pkce.ts";
import { checkedUrl, clientIdOf, endpointOf } from "./endpoint.ts";
import { exchangeCode } from "./exchange-code.ts";
import { codeOf, type ExpectedAnswer, problemOf } from "./judge-answer.ts";
import type { TokenResponse } from "./token-response.ts";
import { isListener, type WayBack, waitForAnswer } from "./wait-for-answer.ts";

/** What a vendor wants besides the RFCs. */
export interface BrowserLoginOptions {
  /** Further parameters of the authorization request. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Further parameters of the token request. */
  readonly tokenParameters?: Readonly<Record<string, string>>;
  /** Of the token request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly classify?: ClassifyRefusal;
  /** ms until the login is given up; default 300,000. By `context.clock`. */
  readonly waitFor?: number;
  /** ms for the token request; default 30,000. */
  readonly timeout?: number;
}

/**
 * Everything about the server is from `context.oauth`; `redirectUri` there defaults to `http://127.0.0.1/callback` with any
 * free port. Rejects with MAYROS_LOGIN_DENIED, MAYROS_TIMEOUT, MAYROS_PORT_BUSY (the port is taken, and nobody can paste),
 * MAYROS_LOGIN_NEEDED (the code was refused), MAYROS_LOGIN_MISCONFIGURED, MAYROS_LOGIN_UNAVAILABLE, and the reason of an aborted signal.
 */
export async function browserLogin(
  context: LoginContext,
  how: BrowserLoginOptions = {},
): Promise<TokenResponse> {
  const { oauth } = context;
  const authorizationUrl = endpointOf(oauth, "authorizationUrl");
  endpointOf(oauth, "tokenUrl");
  clientIdOf(oauth);
  const redirect = checkedUrl(oauth.redirectUri ?? "http://127.0.0.1/callback", "redirectUri");
  const expected: ExpectedAnswer = {
    state: generateRandomState(),
    issuer: oauth.issuer,
    authorizationUrl,
  };
  const pkce = await createPkce();
  const listener = await listen(redirect, expected);
  const redirectUri = withPort(oauth.redirectUri ?? redirect.href, redirect, listener);
  try {
    const url = authorizationRequest(oauth, {
      redirectUri,
      state: expected.state,
      challenge: pkce.challenge,
      parameters: how.parameters,
    });
    const parameters = await waitForAnswer(context, {
      url,
      redirectUri,
      listener,
      waitFor: how.waitFor ?? 300_000,
      problemOf: (answer) => problemOf(answer, expected),
    });
    const { headers, classify, timeout, tokenParameters } = how;
    return await exchangeCode(context, {
      code: codeOf(parameters, expected),
      redirectUri,
      codeVerifier: pkce.verifier,
      ...(headers && { headers }),
      ...(classify && { classify }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(tokenParameters && { parameters: tokenParameters }),
    });
  } finally {
    if (isListener(listener)) listener.close();
  }
}

/** Undefined where the browser ends at a page of the vendor, which shows what to paste. */
async function listen(redirect: URL, expected: ExpectedAnswer): Promise<WayBack> {
  if (!isLoopback(redirect.hostname)) return undefined;
  return openCallbackListener(redirect, (parameters) => problemOf(parameters, expected));
}

/** Letter by letter what was declared, but for a port that was free (RFC 8252 section 7.3). */
function withPort(declared: string, redirect: URL, listener: WayBack): string {
  if (!isListener(listener) || redirect.port !== "") return declared;
  const url = new URL(redirect);
  url.port = String(listener.port);
  return url.href;
}

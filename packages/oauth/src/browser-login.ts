// The browser flow: authorization code with PKCE (RFC 6749 section 4.1, RFC 7636, RFC 8252, RFC 9700). The browser comes
// back to a port of this machine; where it can't, a person pastes where it ended.
import { type LoginContext, MayrosError } from "@mayros/core";
import { generateRandomState } from "oauth4webapi";
import { askForRedirect } from "./ask-for-redirect.ts";
import { authorizationRequest } from "./authorization-request.ts";
import type { PortProblem } from "./bind-loopback.ts";
import { type CallbackListener, openCallbackListener } from "./callback-listener.ts";
import type { ClassifyRefusal } from "./classify-refusal.ts";
import { createPkce } from "./create-pkce.ts";
import { checkedUrl, clientIdOf, endpointOf, isLoopback } from "./endpoint.ts";
import { exchangeCode } from "./exchange-code.ts";
import { codeOf, type ExpectedAnswer, problemOf } from "./judge-answer.ts";
import { abortReason } from "./login-errors.ts";
import type { TokenResponse } from "./token-response.ts";

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
    const parameters = await waitForAnswer(context, { url, redirectUri, listener, expected, how });
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

const isListener = (it: CallbackListener | PortProblem | undefined): it is CallbackListener =>
  typeof it === "object";

/** Undefined where the browser ends at a page of the vendor, which shows what to paste. */
async function listen(
  redirect: URL,
  expected: ExpectedAnswer,
): Promise<CallbackListener | PortProblem | undefined> {
  if (!isLoopback(redirect.hostname)) return undefined;
  return openCallbackListener(redirect, (parameters) => problemOf(parameters, expected));
}

/** Letter by letter what was declared, but for a port that was free (RFC 8252 section 7.3). */
function withPort(
  declared: string,
  redirect: URL,
  listener: CallbackListener | PortProblem | undefined,
): string {
  if (!isListener(listener) || redirect.port !== "") return declared;
  const url = new URL(redirect);
  url.port = String(listener.port);
  return url.href;
}

interface Waiting {
  readonly url: string;
  readonly redirectUri: string;
  readonly listener: CallbackListener | PortProblem | undefined;
  readonly expected: ExpectedAnswer;
  readonly how: BrowserLoginOptions;
}

async function waitForAnswer(context: LoginContext, waiting: Waiting): Promise<URLSearchParams> {
  const { url, redirectUri, listener, expected, how } = waiting;
  const { ui, clock, signal } = context;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const waitFor = how.waitFor ?? 300_000;
  if (signal.aborted) throw abortReason(signal);
  if (typeof listener === "string") ui.note(portNote(listener, redirectUri));
  ui.authorization({
    url,
    expiresAt: clock.now() + waitFor,
    ...(isListener(listener) ? { redirectPort: listener.port } : {}),
  });
  // The link is shown: a browser that does not open is no failure.
  if (!context.remote) context.openUrl(url).catch(() => false);
  const pasted = askForRedirect(context, {
    message: "Or paste the address that the browser ended at",
    placeholder: `${redirectUri}?code=...&state=...`,
    signal: either,
    problemOf: (parameters) => problemOf(parameters, expected),
  });
  const late = clock.sleep(waitFor, either);
  try {
    return await Promise.race([
      ...(isListener(listener) ? [listener.answer] : []),
      pasted.then((parameters) => parameters ?? nobodyPastes(listener, redirectUri)),
      late.then(() => Promise.reject(tooLate())),
      aborted(either),
    ]);
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : error;
  } finally {
    over.abort();
  }
}

/** The listener goes on alone, where there is one. */
function nobodyPastes(listener: Waiting["listener"], redirectUri: string): Promise<never> {
  if (isListener(listener)) return new Promise(() => {});
  const { host } = new URL(redirectUri);
  return Promise.reject(
    listener === undefined
      ? new MayrosError("MAYROS_USAGE", "this login ends with something to paste, and nobody can", {
          hint: "run it in a terminal",
        })
      : new MayrosError(
          "MAYROS_PORT_BUSY",
          `${host} is ${portWords[listener]}, and nobody can paste`,
          {
            hint: "end the program that listens there, or run the login in a terminal",
          },
        ),
  );
}

const portWords: Record<PortProblem, string> = {
  busy: "in use by another program",
  reserved: "kept by the system",
  missing: "not there on this machine",
};

function portNote(problem: PortProblem, redirectUri: string): string {
  const { host } = new URL(redirectUri);
  return `${host}, where the browser comes back to, is ${portWords[problem]}. Log in all the same: the browser ends at a page that it can't load, or that is not ours. Paste the address of that page here.`;
}

function tooLate(): MayrosError {
  return new MayrosError("MAYROS_TIMEOUT", "nobody logged in in time", {
    hint: "mayros models auth login",
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = () => reject(abortReason(signal));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}

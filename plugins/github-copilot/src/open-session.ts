// Exchanges a GitHub token for one of Copilot, which is good for about half an hour. The GitHub token is stored, or
// stands in the environment; the other is kept in memory alone.
import { type Credential, credentialSecret, type RequestContext, type Session } from "@mayros/core";
import { loginNeeded, loginUnavailable, requestJson } from "@mayros/oauth";
import { editorHeaders } from "./editor-headers.ts";
import { copilotBaseUrl, copilotTokenUrl, ownServer } from "./endpoints.ts";

const LOG_IN = "mayros models auth login-github-copilot";

/** All of it unchecked. */
interface Answer {
  readonly token?: unknown;
  /** Seconds since the epoch. */
  readonly expires_at?: unknown;
  /** Seconds after which GitHub's own clients ask again. */
  readonly refresh_in?: unknown;
  readonly endpoints?: { readonly api?: unknown } | null;
}

/** Rejects with MAYROS_LOGIN_NEEDED (also for an account without Copilot: another may have it), MAYROS_LOGIN_UNAVAILABLE, MAYROS_HOST_REFUSED. */
export async function openSession(
  credential: Credential | undefined,
  context: RequestContext,
): Promise<Session> {
  if (!credential) throw loginNeeded("github-copilot: nobody is logged in", { hint: LOG_IN });
  const secret = credentialSecret(credential);
  // A key of the user's own for a server of theirs, or a token that something else exchanged.
  if (credential.type === "api-key" && !isGitHubToken(secret)) return { token: secret };
  const host = ownServer(context);
  if (host !== undefined) throw notForOthers(host);
  return exchangeToken(secret, context);
}

/** The same for a GitHub token, wherever requests go. */
export async function exchangeToken(secret: string, context: RequestContext): Promise<Session> {
  const { status, body } = await requestJson(context, {
    method: "GET",
    url: copilotTokenUrl(context),
    headers: { ...editorHeaders, authorization: `Bearer ${secret}` },
  });
  if (status >= 400) throw refusal(status, secret);
  const answer = (body ?? {}) as Answer;
  const { token, endpoints } = answer;
  if (typeof token !== "string" || token === "") {
    throw loginUnavailable("GitHub answered without a token of Copilot", { sent: true, status });
  }
  const api = endpoints?.api;
  const baseUrl = copilotBaseUrl(
    { token, api: typeof api === "string" ? api : undefined },
    context,
  );
  return {
    token,
    ...expiry(answer, context.clock.now()),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}

/** https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats (accessed 2026-11-28) */
const isGitHubToken = (secret: string): boolean =>
  /^(?:gh[a-z]_|github_pat_|[0-9a-f]{40}$)/.test(secret);

/** Neither the GitHub token nor what GitHub gives for it: whoever has either can work in the name of the account. */
function notForOthers(host: string): Error {
  return loginNeeded(
    `a GitHub token is for GitHub and Copilot alone, and models.providers.github-copilot.baseUrl names ${host}`,
    {
      hint:
        "mayros config set models.providers.github-copilot.apiKey <its key> (or .auth none); if it is Copilot all the " +
        "same: mayros config set plugins.entries.github-copilot.config.apiBaseUrl <url>",
    },
  );
}

/** Seconds from now go before seconds since the epoch: this machine's clock may be wrong. */
function expiry({ refresh_in: lifetime, expires_at: end }: Answer, now: number) {
  if (isNumber(lifetime) && lifetime > 0) return { expiresAt: now + lifetime * 1000 };
  return isNumber(end) ? { expiresAt: end * 1000 } : {};
}

const isNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);

function refusal(status: number, secret: string): Error {
  if (secret.startsWith("ghp_")) {
    return loginNeeded("GitHub gives no token of Copilot for a classic personal access token", {
      hint: LOG_IN,
    });
  }
  if (status === 401) {
    return loginNeeded("the GitHub token was taken back or has ended", { hint: LOG_IN });
  }
  if (status === 403 || status === 404) {
    return loginNeeded("this GitHub account has no Copilot seat, or the token may not use it", {
      hint: `see https://github.com/settings/copilot, or log in with another account: ${LOG_IN}`,
    });
  }
  return loginUnavailable(`GitHub gave no token of Copilot (${status})`, { sent: true, status });
}

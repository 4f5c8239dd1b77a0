// Has Google's library exchange credentials for an access token, and says in our words what went wrong.
import { MayrosError, redactSecrets } from "@mayros/core";
import type { AuthClient } from "google-auth-library/build/src/auth/authclient.js";

export interface GoogleToken {
  readonly token: string;
  /** ms since the epoch. */
  readonly expiresAt?: number;
  /** The project that the use is counted on, where the credentials name one. */
  readonly quotaProject?: string;
}

/**
 * `secrets`: what the credentials hold, and the server may quote. Rejects with MAYROS_LOGIN_NEEDED,
 * MAYROS_LOGIN_MISCONFIGURED or MAYROS_LOGIN_UNAVAILABLE.
 */
export async function tokenOf(
  client: AuthClient,
  secrets: readonly string[],
): Promise<GoogleToken> {
  let token: string | null | undefined;
  try {
    ({ token } = await client.getAccessToken());
  } catch (error) {
    throw loginError(error, secrets);
  }
  if (!token) {
    throw new MayrosError("MAYROS_LOGIN_UNAVAILABLE", "Google answered without an access token");
  }
  const expiresAt = expiryOf(client);
  const { quotaProjectId } = client;
  return {
    token,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(quotaProjectId ? { quotaProject: quotaProjectId } : {}),
  };
}

/** One of the clients keeps it elsewhere than the others. */
function expiryOf(client: AuthClient): number | undefined {
  const { cachedAccessToken } = client as { cachedAccessToken?: { expiry_date?: unknown } | null };
  const expiry = client.credentials.expiry_date ?? cachedAccessToken?.expiry_date;
  return typeof expiry === "number" && Number.isFinite(expiry) ? expiry : undefined;
}

/** What a refusal says: OAuth's form, or that of Google's other APIs. */
interface Refusal {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string | undefined;
}

export function loginError(error: unknown, secrets: readonly string[]): MayrosError {
  const own = chainOf(error).find((each) => MayrosError.isInstance(each));
  if (MayrosError.isInstance(own)) return lossError(own);
  const refusal = refusalOf(error);
  const text = shownText(refusal?.text ?? messageOf(error), secrets);
  if (refusal === undefined) {
    return new MayrosError("MAYROS_LOGIN_MISCONFIGURED", `the Google Cloud credentials: ${text}`, {
      hint: RENEW,
    });
  }
  const { status, code } = refusal;
  const details = { status, ...(code === undefined ? {} : { error: shownText(code, secrets) }) };
  if (status === 408 || status === 429 || status >= 500) {
    const message = `Google gives no access token just now (${status})`;
    return new MayrosError("MAYROS_LOGIN_UNAVAILABLE", message, {
      hint: "try again later",
      details,
    });
  }
  const dead = code === "invalid_grant";
  return new MayrosError(
    dead ? "MAYROS_LOGIN_NEEDED" : "MAYROS_LOGIN_MISCONFIGURED",
    `Google ${dead ? "takes these credentials no longer" : "refuses these credentials"}: ${text}`,
    { hint: RENEW, details },
  );
}

const RENEW = "gcloud auth application-default login";

/** A host that is refused is no matter of later. */
function lossError(error: MayrosError): MayrosError {
  if (error.code !== "MAYROS_NETWORK" && error.code !== "MAYROS_TIMEOUT") return error;
  return new MayrosError("MAYROS_LOGIN_UNAVAILABLE", error.message, {
    hint: "try again later",
    cause: error,
  });
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let each = error; each instanceof Error && chain.length < 10; each = each.cause)
    chain.push(each);
  return chain;
}

function refusalOf(error: unknown): Refusal | undefined {
  const { response } = error as { response?: { status?: unknown; data?: unknown } };
  if (typeof response?.status !== "number") return undefined;
  const { error: code, error_description: text } = recordOf(response.data);
  const { status, message } = recordOf(code);
  return {
    status: response.status,
    code: [code, status].find((each) => typeof each === "string"),
    text: [text, message, code].filter((each) => typeof each === "string").find(Boolean),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function messageOf(error: unknown): string {
  const said = error instanceof Error ? error.message : "";
  return said === "" ? "no reason is given" : said;
}

/** One short line, without the secrets that it may repeat. */
function shownText(text: string, secrets: readonly string[]): string {
  return redactSecrets(text, secrets)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, 300)
    .toWellFormed();
}

// Reads what MiniMax's authorization server answers: numbers of three kinds, and errors of two. Pure.
// https://github.com/openclaw/openclaw/blob/main/extensions/minimax/oauth.ts (accessed 2026-11-28)
// https://platform.minimax.io/docs/api-reference/errorcode (accessed 2026-11-28)
import { isHeaderValue, isSafeUrl, type OAuthCredential } from "@mayros/core";
import { fieldsOf, type JsonObject, showText, textOf } from "@mayros/oauth";

/** Above 0; also as a string. */
function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number > 0 ? number : undefined;
}

/**
 * ms since the epoch. `expired_in` was seen as ms since the epoch, as seconds since the epoch, and as seconds from now,
 * as `expires_in` always is; they are told apart by size. Undefined for what is none of them.
 */
export function expiryOf(body: JsonObject, now: number): number | undefined {
  const value = numberOf(body.expired_in) ?? numberOf(body.expires_in);
  if (value === undefined || value > MAX_DATE) return undefined;
  if (value >= 1e12) return Math.floor(value);
  if (value >= 1e9) return Math.floor(value * 1000);
  return now + Math.floor(value * 1000);
}

const MAX_DATE = 8.64e15;

/** ms. `interval` is in ms; a number of seconds, as the RFC has it, would be a storm. */
export function intervalOf({ interval }: JsonObject): number | undefined {
  const value = numberOf(interval);
  return value === undefined || value >= 100 ? value : value * 1000;
}

export type PortalRefusal =
  | "pending"
  | "slow_down"
  | "expired"
  | "denied"
  | "login"
  | "client"
  | "later";

/** What an answer without a token means. `status` is that of HTTP. */
export function refusalOf(body: JsonObject, status: number): PortalRefusal {
  const known = refusals[textOf(body.error) ?? ""];
  if (known !== undefined) return known;
  // Before any number: a code that nobody confirmed yet comes with one.
  if (body.status === "pending") return "pending";
  const code = numberOf(fieldsOf(body.base_resp).status_code);
  if (code === 1002 || code === 1039) return "slow_down";
  if (code === 1004 || code === 2049 || status === 401) return "login";
  if (code === 2013 || status === 400 || status === 403 || status === 404) return "client";
  return "later";
}

const refusals: Readonly<Record<string, PortalRefusal>> = Object.assign(Object.create(null), {
  authorization_pending: "pending",
  slow_down: "slow_down",
  expired_token: "expired",
  access_denied: "denied",
  invalid_grant: "login",
  refresh_token_reused: "login",
  invalid_client: "client",
  unauthorized_client: "client",
  invalid_request: "client",
  invalid_scope: "client",
});

/** What it says of itself, on one short line and without the secrets that it was sent. */
export function saidBy(body: JsonObject, secrets: readonly string[] = []): string {
  const text =
    textOf(fieldsOf(body.base_resp).status_msg) ??
    textOf(body.error_description) ??
    textOf(body.error) ??
    textOf(body.message) ??
    "no reason is given";
  return showText(text, secrets);
}

/** The token of an answer; undefined where it has none. `before` is what it renews. */
export function credentialOf(
  body: JsonObject,
  { now, before }: { now: number; before?: OAuthCredential },
): OAuthCredential | undefined {
  const access = textOf(body.access_token);
  if (access === undefined || !isHeaderValue(access)) return undefined;
  const refresh = textOf(body.refresh_token) ?? before?.refresh;
  const expiresAt = expiryOf(body, now);
  const baseUrl = baseUrlOf(body.resource_url) ?? before?.baseUrl;
  const { expiresAt: _old, ...kept } = before ?? {};
  return {
    ...kept,
    type: "oauth",
    access,
    ...(refresh === undefined ? {} : { refresh }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}

/** Of the API that speaks Anthropic's wire, at the host that came with the token. Its host is checked by who sends. */
export function baseUrlOf(resourceUrl: unknown): string | undefined {
  const text = textOf(resourceUrl)?.trim();
  if (!text) return undefined;
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || !isSafeUrl(url.href) || url.search !== "" || url.hash !== "") return undefined;
  const path = url.pathname.replace(/\/+$/, "").replace(/\/v1$/, "");
  return `${url.origin}${path}${path.endsWith("/anthropic") ? "" : "/anthropic"}`;
}

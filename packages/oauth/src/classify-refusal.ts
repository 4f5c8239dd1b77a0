// What the error of a token endpoint means (RFC 6749 section 5.2, and what vendors made of it): log in again,
// repair the configuration, or wait. Decided by the `error` code, never by the text around it. Pure.
import type { MayrosError } from "@mayros/core";
import { fieldsOf, isObject, type JsonObject, textOf } from "./json-fields.ts";
import { loginDenied, loginMisconfigured, loginNeeded, loginUnavailable } from "./login-errors.ts";
import { showText } from "./show-text.ts";

/** `login`: only a person can help. `configuration`: the client is refused. `transient`: later may do. */
export type RefusalClass = "login" | "denied" | "configuration" | "transient";

export interface Refusal {
  readonly host: string;
  readonly status: number;
  readonly body: unknown;
  /** ms, of Retry-After. */
  readonly retryAfter?: number | undefined;
  /** A refresh token was shown and no secret of a client: what is refused is the token. */
  readonly tokenAlone?: boolean | undefined;
  /** What was sent and may stand in the answer. */
  readonly secrets?: readonly (string | undefined)[];
}

/** Vendors with codes of their own; undefined leaves it to the table. */
export type ClassifyRefusal = (answer: {
  readonly status: number;
  readonly code: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}) => RefusalClass | undefined;

const classes: Readonly<Record<string, RefusalClass>> = {
  invalid_grant: "login",
  expired_token: "login",
  login_required: "login",
  interaction_required: "login",
  consent_required: "login",
  // Google: the organisation wants the person to prove again who they are.
  invalid_rapt: "login",
  // Codex (openai/codex#10332): a one-use token was used, ended, or taken back.
  refresh_token_reused: "login",
  refresh_token_expired: "login",
  refresh_token_invalidated: "login",
  app_session_terminated: "login",
  access_denied: "denied",
  authorization_declined: "denied",
  invalid_client: "configuration",
  unauthorized_client: "configuration",
  unsupported_grant_type: "configuration",
  unsupported_response_type: "configuration",
  invalid_scope: "configuration",
  invalid_request: "configuration",
  invalid_target: "configuration",
  temporarily_unavailable: "transient",
  server_error: "transient",
};

/** The error that a refused request ends with. */
export function classifyRefusal(refusal: Refusal, classify?: ClassifyRefusal): MayrosError {
  const { host, status, retryAfter, secrets = [] } = refusal;
  const body = fieldsOf(refusal.body);
  const code = errorCodeOf(body);
  const said = showText([code, descriptionOf(body)].filter(Boolean).join(": "), secrets);
  const details = { status, error: code === undefined ? "unknown" : showText(code, secrets) };
  const message = `${host} refused (${status})${said === "" ? "" : `: ${said}`}`;
  switch (classify?.({ status, code, body }) ?? classOf(code, refusal)) {
    case "login":
      return loginNeeded(message, { details });
    case "denied":
      return loginDenied(message, { details });
    case "configuration":
      return loginMisconfigured(`${message}; clientId, scopes or an address is wrong`, { details });
    case "transient":
      return loginUnavailable(message, {
        ...details,
        sent: true,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      });
  }
}

/**
 * A status that says "later" goes before the code: proxies and rate limits answer in the name of the server.
 *
 * RFC 6749 section 5.2 has 401 for clients that failed to prove themselves, with `invalid_client`, and wants a code
 * always. Vendors answer a refresh with a bare 401, or with one and a code of their own, where the token is at its end,
 * and their own programs log out then (Codex, Qwen Code, MiniMax): a client without a secret proves nothing, so nothing
 * else can be meant. Not so a 403, which firewalls and gateways answer as well, nor a 401 to a client with a secret.
 */
function classOf(code: string | undefined, { status, tokenAlone = false }: Refusal): RefusalClass {
  if (status === 429 || status >= 500) return "transient";
  return classOfCode(code ?? "") ?? (status === 401 && tokenAlone ? "login" : "transient");
}

/** Undefined for a code that no RFC and no known vendor has. */
export function classOfCode(code: string): RefusalClass | undefined {
  return Object.hasOwn(classes, code) ? classes[code] : undefined;
}

/** `error` of RFC 6749, or what stands there as an object: `{ error: { code } }`. */
export function errorCodeOf(body: JsonObject): string | undefined {
  const { error } = body;
  const code = isObject(error) ? (textOf(error.code) ?? textOf(error.type)) : textOf(error);
  // Google says invalid_grant and means this.
  return textOf(body.error_subtype) === "invalid_rapt" ? "invalid_rapt" : code;
}

function descriptionOf(body: JsonObject): string | undefined {
  const { error } = body;
  if (isObject(error)) return textOf(error.message);
  return textOf(body.error_description) ?? textOf(body.message);
}

// Reads the body of a token endpoint (RFC 6749 section 5.1). Tolerant where vendors are loose, and never NaN: an
// expiry that can't be understood is no expiry, and the first 401 tells. oauth4webapi refuses a missing token_type,
// an odd expires_in and an empty refresh_token, and checks an id_token by metadata that manifests do not have. Pure.
import { isHeaderValue } from "@mayros/core";
import { fieldsOf, textOf } from "./json-fields.ts";
import { loginMisconfigured, loginUnavailable } from "./login-errors.ts";

/** What a token endpoint gave. */
export interface TokenResponse {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** ms since the epoch, by `expires_in` and the clock at receipt. Absent: the server did not say. */
  readonly expiresAt?: number;
  readonly idToken?: string;
  /** The whole answer, for what only its vendor has. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** `now` is the time of receipt in ms. Throws MAYROS_LOGIN_UNAVAILABLE for a body without a usable token. */
export function readTokenResponse(
  body: unknown,
  { now, host }: { now: number; host: string },
): TokenResponse {
  const raw = fieldsOf(body);
  const accessToken = textOf(raw.access_token);
  if (accessToken === undefined || !isHeaderValue(accessToken)) {
    throw loginUnavailable(`${host} answered without a usable access token`, { sent: true });
  }
  refuseOtherTypes(raw.token_type, host);
  const lifetime = secondsOf(raw.expires_in);
  const refreshToken = textOf(raw.refresh_token);
  const idToken = textOf(raw.id_token);
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(lifetime === undefined ? {} : { expiresAt: now + Math.floor(lifetime * 1000) }),
    ...(idToken === undefined ? {} : { idToken }),
    raw,
  };
}

/** A number of seconds above 0, also as a string; undefined for anything else and for more than a century. */
export function secondsOf(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.trim() : value;
  const seconds = typeof text === "string" && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  return typeof seconds === "number" && seconds > 0 && seconds <= century ? seconds : undefined;
}

const century = 100 * 365 * 24 * 3600;

/** RFC 6749 section 7.1: a token of a type that one does not know must not be used. */
function refuseOtherTypes(type: unknown, host: string): void {
  if (typeof type !== "string" || type.trim() === "" || /^\s*bearer\s*$/i.test(type)) return;
  throw loginMisconfigured(
    `${host} gave a token that is no bearer token, which is all that can be sent`,
  );
}

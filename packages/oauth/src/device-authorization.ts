// Reads what a device authorization endpoint gave (RFC 8628 section 3.2). Tolerant about numbers; strict about what
// a person is shown: a page on the web, and a code on one line. oauth4webapi refuses an interval of 0. Pure.
import { isSafeUrl } from "@mayros/core";
import { checkedUrl } from "./endpoint.ts";
import { type JsonObject, textOf } from "./json-fields.ts";
import { loginUnavailable } from "./login-errors.ts";
import { showText } from "./show-text.ts";
import { secondsOf } from "./token-response.ts";

export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUrl: string;
  /** With the code filled in. */
  readonly completeUrl: string | undefined;
  /** ms; undefined: the server did not say. */
  readonly interval: number | undefined;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/**
 * ms, where no usable `expires_in` came. RFC 8628 requires it, and some servers leave it out. It only limits how long we
 * go on asking: when a code ends is the server's word (`expired_token`).
 */
const USUAL_LIFETIME = 15 * 60_000;

/** `now` is the time of receipt in ms. Throws MAYROS_LOGIN_UNAVAILABLE where something required is missing. */
export function readDeviceAuthorization(
  body: JsonObject,
  { now, host }: { now: number; host: string },
): DeviceAuthorization {
  const required = (name: string, value: string | undefined): string => {
    if (value !== undefined && value !== "") return value;
    throw loginUnavailable(`${host} answered without ${name}`, { sent: true });
  };
  // Google's name for it is older than the RFC.
  const page = required(
    "verification_uri",
    textOf(body.verification_uri) ?? textOf(body.verification_url),
  );
  const lifetime = secondsOf(body.expires_in);
  const interval = secondsOf(body.interval);
  return {
    deviceCode: required("device_code", textOf(body.device_code)),
    userCode: required("user_code", showText(textOf(body.user_code) ?? "")),
    verificationUrl: checkedUrl(page, `the login page that ${host} names`).href,
    completeUrl: pageOf(body.verification_uri_complete),
    interval: interval === undefined ? undefined : interval * 1000,
    expiresAt: now + (lifetime === undefined ? USUAL_LIFETIME : lifetime * 1000),
  };
}

/** Optional, so what is odd counts as missing. */
function pageOf(value: unknown): string | undefined {
  const page = textOf(value) ?? "";
  return isSafeUrl(page) ? new URL(page).href : undefined;
}

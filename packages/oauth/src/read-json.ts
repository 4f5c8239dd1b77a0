// The body of an answer as JSON, whatever its content type says: vendors mislabel it, and a captive portal or a
// proxy's error page is HTML. Pure.
import { errorCodeOf } from "./classify-refusal.ts";
import { fieldsOf } from "./json-fields.ts";
import { loginUnavailable, type UnavailableDetails } from "./login-errors.ts";
import type { BoundedAnswer } from "./send-bounded.ts";

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed; undefined where a 4xx has no JSON. */
  readonly body: unknown;
}

/** `now` is in ms. Throws MAYROS_LOGIN_UNAVAILABLE for 408, 425, 429, 5xx, HTML, and a 2xx without JSON. */
export function readJson(answer: BoundedAnswer, now: number): JsonAnswer {
  const { status, headers, text, host } = answer;
  const body = parse(text);
  const retryAfter = retryAfterOf(headers, now);
  const details: UnavailableDetails = {
    sent: true,
    status,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  if (later.has(status)) {
    // The one word of RFC 8628 that is about the pace: some servers say it with 429.
    const isPace = errorCodeOf(fieldsOf(body)) === "slow_down";
    throw loginUnavailable(`${host} asks to come back later (${status})`, {
      ...details,
      ...(isPace ? { error: "slow_down" } : {}),
    });
  }
  if (status >= 500) throw loginUnavailable(`${host} has a problem (${status})`, details);
  if (/^\s*</.test(text)) {
    throw loginUnavailable(
      `${host} answered with a web page (${status}): is a proxy or portal in between?`,
      details,
    );
  }
  if (body === undefined && status < 300) {
    throw loginUnavailable(`${host} answered with something that is no JSON (${status})`, details);
  }
  return { status, headers, body };
}

/** Request Timeout, Too Early, Too Many Requests. */
const later: ReadonlySet<number> = new Set([408, 425, 429]);

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch {
    return undefined;
  }
}

/** RFC 9110 section 10.2.3, seconds or a date; ms of at most a day. */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const value = headers.get("retry-after")?.trim() ?? "";
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return ms > 0 ? Math.min(ms, 24 * 3600 * 1000) : undefined;
}

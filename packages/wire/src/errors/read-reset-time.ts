// When a vendor says that it is ready again, as ms since the epoch. An explicit wait (retry-after) wins
// over the limits' own reset times, and those count only for the kinds of failure that they describe.
import { type FailureKind, failureRules, type VendorError } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import { parseDuration } from "./parse-duration.ts";
import type { VendorBody } from "./read-vendor-body.ts";

type Headers = Readonly<Record<string, string>>;

export function readResetTime(
  error: VendorError,
  body: VendorBody,
  kind: FailureKind,
): number | undefined {
  const { headers, receivedAt } = error;
  const explicit = retryAfter(headers, receivedAt) ?? waitInBody(body.error, receivedAt);
  if (explicit !== undefined || failureRules[kind].cooldown === "none") return explicit;
  // How many requests of a minute are left says nothing of an empty account.
  const limits = kind === "rate_limit" ? [headers, headersInBody(body.error)] : [];
  for (const each of limits) {
    const at = limitReset(each, receivedAt);
    if (at !== undefined) return at;
  }
  return waitInWords(body.message, receivedAt);
}

/** Seconds or an HTTP date (https://www.rfc-editor.org/rfc/rfc9110#field.retry-after); in fact also "1m30s". */
function retryAfter(headers: Headers, receivedAt: number): number | undefined {
  const ms = amount(headers["retry-after-ms"]);
  if (ms !== undefined) return receivedAt + ms;
  const text = headers["retry-after"];
  return text === undefined ? undefined : resetOf(text, receivedAt);
}

/** A moment, or seconds from now. */
function waitInBody(error: JsonRecord | undefined, receivedAt: number): number | undefined {
  const at = scalarOf(error?.resets_at);
  if (at !== undefined && at !== "0") return resetOf(at, receivedAt);
  const seconds = scalarOf(error?.resets_in_seconds) ?? scalarOf(error?.retry_after);
  return seconds === undefined ? undefined : resetOf(seconds, receivedAt);
}

const scalarOf = (value: unknown): string | undefined =>
  typeof value === "number" ? String(value) : textOf(value);

/** "Please try again in 6m0s.", "Weekly usage limit reached. Resets in 19hr", "... on 2026-12-01 at 00:00 UTC." */
function waitInWords(message: string | undefined, receivedAt: number): number | undefined {
  const found = message?.match(
    /\b(?:try(?:ing)? again|retry|resets?) (?:in|after) ((?:\d+(?:\.\d+)?\s?[a-z]+[ ,]{0,2})+)/i,
  );
  const duration = parseDuration(found?.[1]?.replace(/[ ,]+$/, ""));
  if (duration !== undefined) return receivedAt + duration;
  const [, date, time = "00:00"] =
    message?.match(
      /\b(?:access|again|resets?) (?:on|at) (\d{4}-\d\d-\d\d)(?:(?: at |[ T])(\d\d:\d\d)(?::\d\d)?)?\s?(?:UTC|Z)\b/i,
    ) ?? [];
  const at = date === undefined ? Number.NaN : Date.parse(`${date}T${time}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Some routers put the upstream's headers into the body, because a stream has already begun. */
function headersInBody(error: JsonRecord | undefined): Headers {
  const headers = recordOf(recordOf(error?.metadata)?.headers) ?? {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

/**
 * The latest reset among the limits that are used up; among all where none says that it is, or where
 * the request asked for more than what remained.
 */
function limitReset(headers: Headers, receivedAt: number): number | undefined {
  const all: number[] = [];
  const usedUp: number[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (!/ratelimit/.test(name) || !/reset/.test(name)) continue;
    const at = resetOf(value, receivedAt);
    if (at === undefined) continue;
    all.push(at);
    const remaining = amount(headers[name.replace("reset", "remaining")]);
    const status = headers[name.replace("reset", "status")];
    if (remaining === 0 || status === "rejected") usedUp.push(at);
  }
  const times = usedUp.length > 0 ? usedUp : all;
  return times.length > 0 ? Math.max(...times) : undefined;
}

/** A duration, an RFC 3339 time, an HTTP date, ms or seconds since the epoch, or seconds from now. */
function resetOf(text: string, receivedAt: number): number | undefined {
  const number = amount(text);
  if (number === undefined) {
    const duration = parseDuration(text.trim());
    return duration === undefined ? dateOf(text) : receivedAt + duration;
  }
  if (number > 1e12) return number;
  return number > 1e9 ? number * 1000 : receivedAt + number * 1000;
}

function amount(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

/** Date.parse alone makes a date of nearly any word with a number, such as "tier 1". */
function dateOf(text: string): number | undefined {
  if (!/^\s*(?:\d{4}-\d\d-\d\d|[a-z]{3,9}, \d)/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

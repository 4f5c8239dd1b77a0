// Names the kind of a failure: first by the wire's own codes, then by status and words together, because
// a status alone deceives (429 may mean an empty account, 400 may mean a prompt too long).
import { type ClassifiedError, type FailureKind, failureOf, type VendorError } from "@mayros/core";
import { classifyByMessage } from "./classify-by-message.ts";
import { classifyByStatus } from "./classify-by-status.ts";
import type { ErrorCodes, ErrorKind } from "./error-codes.ts";
import { errorSentence } from "./error-sentence.ts";
import { readResetTime } from "./read-reset-time.ts";
import { readVendorBody, type VendorBody } from "./read-vendor-body.ts";
import { sharedCodes } from "./shared-codes.ts";

/** Without `codes` by what most vendors have in common: status, common codes, and words. */
export function classifyVendorError(
  error: VendorError,
  codes: ErrorCodes = noCodes,
): ClassifiedError {
  const body = readVendorBody(error.body);
  const status = error.status !== undefined && error.status >= 300 ? error.status : body.status;
  const found = kindOf(error, body, status, codes);
  const kind = found === "quota" ? "billing" : found;
  const resetAt = readResetTime(error, body, kind);
  return {
    // 402 is billing without rotation, also where it says quota: docs/keys.md.
    ...failureOf(kind, found === "quota" && status !== 402 ? 429 : status, resetAt),
    ...(kind === "rate_limit" && namesTheDay(body.message) ? { daily: true } : {}),
    message: errorSentence(body.message, error.body, status),
  };
}

const noCodes: ErrorCodes = { certain: new Map(), vague: new Map() };

/** "Rate limit reached for requests per day (RPD)". */
function namesTheDay(message: string | undefined): boolean {
  return /\bper[ _-]?day\b|\bdaily\b|\b[RT]PD\b/i.test(message ?? "");
}

function kindOf(
  error: VendorError,
  body: VendorBody,
  status: number | undefined,
  codes: ErrorCodes,
): ErrorKind {
  const words = body.message === undefined ? undefined : classifyByMessage(body.message, status);
  const certain = firstOf(
    body.codes,
    (code) =>
      codes.certain.get(code) ??
      sharedCodes.get(code) ??
      // What a 402 calls quota is money: it stays billing.
      (status === 402 ? undefined : rotatingCode(code)),
  );
  // A router's own status may hide the upstream's 429, which then stands in the body alone.
  if (certain === "rate_limit" || (!certain && (status === 429 || body.status === 429))) {
    return words === "billing" || words === "quota" ? "quota" : "rate_limit";
  }
  if (certain) return certain;
  // Before the words: a 402 that says quota is no rate limit.
  if (status === 402) return "billing";
  if (words) return words;
  const bodyless = status !== undefined && error.body.trim() === "" && codes.bodyless?.get(status);
  if (bodyless) return bodyless;
  const byStatus = status === undefined ? undefined : classifyByStatus(status);
  return byStatus ?? firstOf(body.codes, (code) => codes.vague.get(code)) ?? "server";
}

/** Codes that say a limit is reached: every server spells them in its own way. Sentences are no codes. */
function rotatingCode(code: string): "rate_limit" | undefined {
  const limited =
    /rate_?limit(?!er(?!ror))|quota(?!_?project)|resource_?exhausted|too_?many_?requests|usage_?limit/;
  return /^[\w.-]{1,80}$/.test(code) && limited.test(code) ? "rate_limit" : undefined;
}

function firstOf<Kind extends ErrorKind | FailureKind>(
  codes: readonly string[],
  find: (code: string) => Kind | undefined,
): Kind | undefined {
  for (const code of codes) {
    const kind = find(code);
    if (kind) return kind;
  }
  return undefined;
}

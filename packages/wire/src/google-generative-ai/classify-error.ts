// What the errors of this wire mean. A status alone says little here: a wrong key is a 400, and what it is
// about stands in `details`.
// https://ai.google.dev/gemini-api/docs/troubleshooting, https://google.aip.dev/193 (accessed 2026-11-22)
import type { ClassifiedError, VendorError } from "@mayros/core";
import { classifyVendorError } from "../errors/classify-vendor-error.ts";
import type { ErrorCodes } from "../errors/error-codes.ts";
import { parseDuration } from "../errors/parse-duration.ts";
import { readVendorBody } from "../errors/read-vendor-body.ts";
import { type JsonRecord, listOf, recordOf, textOf } from "../json-shapes.ts";
import { untilDailyReset } from "./daily-reset.ts";

/** Codes of ours, for what only the words tell. */
const NO_QUOTA = "quota_of_zero";
const REGION = "region_not_supported";

const codes: ErrorCodes = {
  certain: new Map([
    ["api_key_invalid", "auth"],
    ["api_key_expired", "auth"],
    ["api_key_service_blocked", "auth"],
    ["account_state_invalid", "auth"],
    ["consumer_suspended", "auth"],
    ["service_disabled", "auth"],
    ["validation_required", "auth"],
    [REGION, "auth"],
    ["billing_disabled", "billing"],
    ["insufficient_g1_credits_balance", "quota"],
    [NO_QUOTA, "quota"],
    ["model_capacity_exhausted", "overloaded"],
    ["quota_exhausted", "rate_limit"],
    // 499 is no refusal of what was asked.
    ["cancelled", "server"],
  ]),
  vague: new Map([
    ["invalid_argument", "format"],
    ["failed_precondition", "format"],
    ["out_of_range", "format"],
    ["unauthenticated", "auth"],
    ["permission_denied", "auth"],
    ["not_found", "not_found"],
    ["unavailable", "overloaded"],
    ["deadline_exceeded", "timeout"],
    ["aborted", "server"],
    ["internal", "server"],
    ["unknown", "server"],
    ["data_loss", "server"],
  ]),
};

/** Puts what the details say where the shared classifier looks. */
export function classifyError(error: VendorError): ClassifiedError {
  const { error: fields, message } = readVendorBody(error.body);
  if (!fields) return classifyVendorError(error, codes);
  const details = listOf(fields.details).map((detail) => recordOf(detail) ?? {});
  const code = codeOf(fields, details, message ?? "");
  const wait = code === NO_QUOTA ? undefined : waitOf(details, error.receivedAt);
  const told = {
    message,
    ...(code === undefined ? {} : { code }),
    type: fields.status ?? fields.type,
    status_code: fields.code ?? fields.status,
    ...(wait === undefined ? {} : { retry_after: wait / 1000 }),
  };
  const body = JSON.stringify({ error: told });
  const classified = classifyVendorError({ ...error, body }, codes);
  const daily = classified.kind === "rate_limit" && namesTheDay(details);
  return daily ? { ...classified, daily } : classified;
}

function codeOf(
  fields: JsonRecord,
  details: readonly JsonRecord[],
  message: string,
): string | undefined {
  if (fields.status === "RESOURCE_EXHAUSTED" && /\blimit: 0\b/.test(message)) return NO_QUOTA;
  if (fields.status === "FAILED_PRECONDITION") {
    if (/\bbilling\b/i.test(message)) return "billing_disabled";
    if (/\b(?:location|region|country)\b/i.test(message)) return REGION;
  }
  for (const detail of details) {
    const reason = textOf(detail.reason);
    if (reason) return reason;
  }
  return typeof fields.code === "string" ? fields.code : undefined;
}

/** Milliseconds. A quota of the day outlasts the short delay that comes with it. */
function waitOf(details: readonly JsonRecord[], receivedAt: number): number | undefined {
  if (namesTheDay(details)) return untilDailyReset(receivedAt);
  for (const { retryDelay, metadata } of details) {
    const delay =
      parseDuration(textOf(retryDelay)) ??
      parseDuration(textOf(recordOf(metadata)?.quotaResetDelay));
    if (delay !== undefined) return delay;
  }
  return quotaIdsOf(details).some((id) => id.includes("PerMinute")) ? 60_000 : undefined;
}

/** Names such as `GenerateRequestsPerDayPerProject`. */
function quotaIdsOf(details: readonly JsonRecord[]): string[] {
  return details.flatMap(({ violations, metadata }) => [
    ...listOf(violations).map((violation) => textOf(recordOf(violation)?.quotaId) ?? ""),
    textOf(recordOf(metadata)?.quota_limit) ?? "",
  ]);
}

function namesTheDay(details: readonly JsonRecord[]): boolean {
  return quotaIdsOf(details).some((id) => /PerDay|Daily/.test(id));
}

// What the error types of this wire mean.
// https://docs.anthropic.com/en/api/errors (accessed 2026-11-22)
import type { ClassifiedError, VendorError } from "@mayros/core";
import { classifyVendorError } from "../errors/classify-vendor-error.ts";
import type { ErrorCodes } from "../errors/error-codes.ts";

const codes: ErrorCodes = {
  certain: new Map([
    ["authentication_error", "auth"],
    ["billing_error", "billing"],
    ["enforced_spend_limit_reached", "quota"],
    ["overloaded_error", "overloaded"],
    ["request_too_large", "context_overflow"],
    ["timeout_error", "timeout"],
  ]),
  vague: new Map([
    ["api_error", "server"],
    ["conflict_error", "server"],
    ["invalid_request_error", "format"],
    ["not_found_error", "not_found"],
    ["permission_error", "auth"],
  ]),
};

export function classifyError(error: VendorError): ClassifiedError {
  return classifyVendorError(error, codes);
}

// What the error codes of this wire mean: OpenAI's own, and the names that servers which copied it give
// their errors.
import type { ClassifiedError, VendorError } from "@mayros/core";
import { classifyVendorError } from "../errors/classify-vendor-error.ts";
import type { ErrorCodes } from "../errors/error-codes.ts";
import { openaiCodes } from "../errors/openai-codes.ts";

const codes: ErrorCodes = {
  certain: openaiCodes,
  vague: new Map([
    // One field is too long, which says nothing of the context unless the words do.
    ["string_above_max_length", "format"],
    ["invalid_request_error", "format"],
    ["invalid_parameter_error", "format"],
    ["badrequesterror", "format"],
    ["invalid_authentication_error", "auth"],
    ["authentication_error", "auth"],
    ["permission_error", "auth"],
    ["access_terminated_error", "auth"],
    ["not_found_error", "not_found"],
    ["notfounderror", "not_found"],
    ["overloaded_error", "overloaded"],
    ["timeout", "timeout"],
    ["server_error", "server"],
  ]),
  // Cerebras answers a prompt that is too long with 400 or 413 and nothing else:
  // https://github.com/badlogic/pi-mono, packages/ai/src/utils/overflow.ts (accessed 2026-11-22)
  bodyless: new Map([
    [400, "context_overflow"],
    [413, "context_overflow"],
  ]),
};

export function classifyError(error: VendorError): ClassifiedError {
  return classifyVendorError(error, codes);
}

// What the error codes of this wire mean.
// https://platform.openai.com/docs/guides/error-codes,
// https://platform.openai.com/docs/api-reference/responses/object#responses/object-error (accessed 2026-11-22)
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
    ["invalid_prompt", "format"],
    ["authentication_error", "auth"],
    ["permission_error", "auth"],
    ["not_found_error", "not_found"],
    ["overloaded_error", "overloaded"],
    ["vector_store_timeout", "timeout"],
    ["timeout", "timeout"],
    ["server_error", "server"],
  ]),
};

export function classifyError(error: VendorError): ClassifiedError {
  return classifyVendorError(error, codes);
}

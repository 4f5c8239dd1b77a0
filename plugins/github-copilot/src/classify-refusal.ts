// What Copilot's own refusals mean, where they say something else than the same status elsewhere. Pure.
// docs.github.com/en/copilot/concepts/billing/copilot-requests (accessed 2026-11-28)
import { type ClassifiedError, failureOf, type VendorError } from "@mayros/core";

export function classifyRefusal({ status, body }: VendorError): ClassifiedError | undefined {
  if (status === 402 || (status === 429 && /premium|quota_exceeded/i.test(body))) {
    return {
      ...failureOf("billing", status),
      message:
        "the premium requests of your Copilot plan are used up: https://github.com/settings/copilot",
    };
  }
  if (status === 413 && /failed to parse request/i.test(body)) {
    return {
      ...failureOf("context_overflow", status),
      message: "the request is too long for Copilot",
    };
  }
  if (status === 400 && /model_not_supported|requested model is not supported/i.test(body)) {
    return {
      ...failureOf("not_found", status),
      message:
        "your Copilot plan or organisation does not offer this model: https://github.com/settings/copilot/features",
    };
  }
  return undefined;
}

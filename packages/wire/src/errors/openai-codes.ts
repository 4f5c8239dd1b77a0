// OpenAI's own error codes, which its two wire formats share.
// https://platform.openai.com/docs/guides/error-codes (accessed 2026-11-22)
import type { ErrorCodes } from "./error-codes.ts";

export const openaiCodes: ErrorCodes["certain"] = new Map([
  ["credit_balance_exhausted", "quota"],
  ["organization_spend_limit_exceeded", "quota"],
  ["organization_usage_limit_exceeded", "quota"],
  ["project_spend_limit_exceeded", "quota"],
  ["billing_hard_limit_reached", "quota"],
  ["billing_not_active", "billing"],
  ["slow_down", "rate_limit"],
  ["context_length_exceeded", "context_overflow"],
  ["invalid_api_key", "auth"],
  ["account_deactivated", "auth"],
  ["model_not_found", "not_found"],
  ["server_is_overloaded", "overloaded"],
]);

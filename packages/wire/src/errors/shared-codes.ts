// Codes that come on any wire: our own, what everybody calls a limit, and those of vendors and gateways that
// speak the wires of others and kept their codes.
import type { ErrorKind } from "./error-codes.ts";

export const sharedCodes: ReadonlyMap<string, ErrorKind> = new Map<string, ErrorKind>([
  // Ours: see stream-errors.ts.
  ["stream_truncated", "network"],
  ["unreadable_answer", "server"],
  ["insufficient_quota", "quota"],
  ["resource_exhausted", "rate_limit"],
  ["rate_limit", "rate_limit"],
  ["rate_limit_error", "rate_limit"],
  ["rate_limit_exceeded", "rate_limit"],
  ["too_many_requests", "rate_limit"],
  // https://docs.z.ai/api-reference/api-code (accessed 2026-11-22)
  ["1113", "quota"],
  ["1261", "context_overflow"],
  ["1302", "rate_limit"],
  ["1303", "rate_limit"],
  ["1304", "rate_limit"],
  ["1305", "rate_limit"],
  ["1308", "rate_limit"],
  // https://opencode.ai/docs/zen (accessed 2026-11-22)
  ["gousagelimiterror", "quota"],
  ["freeusagelimiterror", "quota"],
  // https://platform.moonshot.ai/docs/api/errors (accessed 2026-11-22)
  ["exceeded_current_quota_error", "quota"],
  ["engine_overloaded_error", "overloaded"],
  ["rate_limit_reached_error", "rate_limit"],
  // Plans by subscription: https://github.com/router-for-me/CLIProxyAPI (accessed 2026-11-22)
  ["usage_limit_reached", "rate_limit"],
  ["usage_not_included", "billing"],
  ["refresh_token_reused", "auth"],
  ["refresh_token_expired", "auth"],
  ["refresh_token_invalidated", "auth"],
]);

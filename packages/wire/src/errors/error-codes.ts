// What a vendor's error codes mean. Each wire has its own table; this is the shape of it, and the codes
// that several wires share.
import type { FailureKind } from "@mayros/core";

/** `quota` is `billing` that rotates whatever the status: another key may have money left. */
export type ErrorKind = FailureKind | "quota";

export interface ErrorCodes {
  /** Codes that decide, whatever the status and the words say. Lower-case. */
  readonly certain: ReadonlyMap<string, ErrorKind>;
  /** Codes that say little: used where neither status nor words say more. Lower-case. */
  readonly vague: ReadonlyMap<string, FailureKind>;
  /** What an error without any body means, by status. */
  readonly bodyless?: ReadonlyMap<number, FailureKind>;
}

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
]);

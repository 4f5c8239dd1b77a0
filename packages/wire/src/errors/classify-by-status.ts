// What an HTTP status says about a failure, where the vendor's code and words say nothing better.
import type { FailureKind } from "@mayros/core";

const kinds: Readonly<Record<number, FailureKind>> = {
  401: "auth",
  402: "billing",
  403: "auth",
  404: "not_found",
  408: "timeout",
  // A conflict with another request of the same account passes, unlike other 4xx.
  409: "server",
  410: "not_found",
  413: "context_overflow",
  429: "rate_limit",
  // "Flex tier capacity exceeded": https://console.groq.com/docs/errors (accessed 2026-11-22)
  498: "overloaded",
  503: "overloaded",
  504: "timeout",
  529: "overloaded",
};

export function classifyByStatus(status: number): FailureKind | undefined {
  return kinds[status] ?? (status >= 500 ? "server" : status >= 400 ? "format" : undefined);
}

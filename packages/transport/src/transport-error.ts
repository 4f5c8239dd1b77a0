// The errors of requests that got no usable answer. Messages name host and port only: paths, queries
// and headers may hold secrets.
import { type ErrorCode, type FailureKind, MayrosError } from "@mayros/core";
import type { Phase } from "./transport.ts";

/**
 * `code` is `ECONNREFUSED` and kin. Node's own error is not kept as `cause`: those of proxies and of
 * TLS quote URLs.
 */
export function networkError(
  message: string,
  { code, ...where }: { host: string; phase: Phase; code: string | undefined },
): MayrosError {
  const details = { kind: "network" satisfies FailureKind, ...where, ...(code ? { code } : {}) };
  const hint = hintFor(code);
  return new MayrosError("MAYROS_NETWORK", message, { details, ...(hint ? { hint } : {}) });
}

function hintFor(code = ""): string | undefined {
  if (code === "ERR_PROXY_TUNNEL") return "check HTTPS_PROXY";
  if (/CERT|SIGNATURE/.test(code)) {
    return "name your own certificate authority in NODE_EXTRA_CA_CERTS, if you have one";
  }
  return undefined;
}

export function timeoutError(message: string, where: { host: string; phase: Phase }): MayrosError {
  return failure("MAYROS_TIMEOUT", "timeout", message, where);
}

export function abortedError(message: string, reason?: unknown): MayrosError {
  return failure("MAYROS_ABORTED", "aborted", message, {}, reason);
}

/** An answer came, but none that can be used. */
export function answerError(
  message: string,
  details: { host: string; status: number; location?: string },
): MayrosError {
  return failure("MAYROS_PROVIDER_ERROR", "server", message, details);
}

/** Not a failure of the vendor: nothing was sent. */
export function refusedError(message: string, hint?: string): MayrosError {
  return new MayrosError("MAYROS_HOST_REFUSED", message, hint === undefined ? {} : { hint });
}

/** `ECONNREFUSED`, `ENOTFOUND`, ... of an error of Node's, or undefined. */
export function errorCodeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}

function failure(
  code: ErrorCode,
  kind: FailureKind,
  message: string,
  details: Record<string, unknown>,
  cause?: unknown,
): MayrosError {
  return new MayrosError(code, message, { details: { kind, ...details }, cause });
}

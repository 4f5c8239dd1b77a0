// The four ways in which a login or a refresh ends badly. Who calls decides by the code alone what to do next, so
// every error of this package that is not an abort or a time-out is one of these.
import { MayrosError, type MayrosErrorOptions } from "@mayros/core";

const logIn = "mayros models auth login";

/** The person, or the server on their behalf, said no. Exit code 5. */
export function loginDenied(message: string, options: MayrosErrorOptions = {}): MayrosError {
  return new MayrosError("MAYROS_LOGIN_DENIED", message, { hint: logIn, ...options });
}

/** The server gives no more tokens for what it was given: only a person can help. Exit code 3. */
export function loginNeeded(message: string, options: MayrosErrorOptions = {}): MayrosError {
  return new MayrosError("MAYROS_LOGIN_NEEDED", message, { hint: logIn, ...options });
}

/** Client, endpoint or scope are wrong: neither time nor a person at the login page helps. Exit code 2. */
export function loginMisconfigured(message: string, options: MayrosErrorOptions = {}): MayrosError {
  return new MayrosError("MAYROS_LOGIN_MISCONFIGURED", message, {
    hint: "mayros config file",
    ...options,
  });
}

/** Known of a failure that may pass. */
export interface UnavailableDetails {
  /** The server may have seen the request, and spent what was in it. */
  readonly sent: boolean;
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  /** `error` of the answer (RFC 6749 section 5.2); "unknown" where a refusal had none. */
  readonly error?: string;
  /** ms that the server asked to wait. */
  readonly retryAfter?: number;
  /** Nothing came within the time: of the connection or of the answer. */
  readonly timedOut?: boolean;
}

/** No usable answer: later may do. Exit code 1. */
export function loginUnavailable(
  message: string,
  details: UnavailableDetails,
  options: Omit<MayrosErrorOptions, "details"> = {},
): MayrosError {
  return new MayrosError("MAYROS_LOGIN_UNAVAILABLE", message, {
    hint: "try again in a moment",
    ...options,
    details: { ...details },
  });
}

/** What an aborted signal stands for: its reason where that is an error of Mayros. */
export function abortReason(signal: AbortSignal): MayrosError {
  const reason: unknown = signal.reason;
  if (MayrosError.isInstance(reason)) return reason;
  return new MayrosError("MAYROS_ABORTED", "the login was stopped", { cause: reason });
}

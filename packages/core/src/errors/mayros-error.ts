// The one error class of Mayros. A plugin may carry its own copy of this package, so errors are
// recognised by a marker, not by `instanceof`.
import { type ErrorCode, type ExitCode, errorCodes } from "./error-codes.ts";

const marker = Symbol.for("mayros.error");

export interface MayrosErrorOptions {
  /** What to do next, best as a command to run. */
  hint?: string;
  /** Machine-readable particulars; never a secret. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

export class MayrosError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: MayrosErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "MayrosError";
    this.code = code;
    this.hint = options.hint;
    this.details = options.details;
    Object.defineProperty(this, marker, { value: true });
  }

  /** What the `mayros` command exits with for this error. */
  get exitCode(): ExitCode {
    return errorCodes[this.code];
  }

  static isInstance(error: unknown): error is MayrosError {
    return typeof error === "object" && error !== null && marker in error;
  }
}

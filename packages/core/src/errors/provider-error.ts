// A request that a provider refused or that never got an answer. It carries the AI SDK's markers and
// fields, so that programs that know APICallError handle it unchanged; `isRetryable` is false because
// every candidate was already tried (https://ai-sdk.dev, APICallError).
import type { Failure, FailureKind } from "../rules/failure-rules.ts";
import type { ErrorCode } from "./error-codes.ts";
import { MayrosError, type MayrosErrorOptions } from "./mayros-error.ts";

const aiSdkMarkers = ["vercel.ai.error", "vercel.ai.error.AI_APICallError"].map((name) =>
  Symbol.for(name),
);

const codeOfKind: Partial<Record<FailureKind, ErrorCode>> = {
  aborted: "MAYROS_ABORTED",
  auth: "MAYROS_LOGIN_NEEDED",
  network: "MAYROS_NETWORK",
  rate_limit: "MAYROS_RATE_LIMITED",
  timeout: "MAYROS_TIMEOUT",
};

/** A 403 is a known caller without permission: logging in again does not help. */
function codeOf(kind: FailureKind, status: number | undefined): ErrorCode {
  if (kind === "auth" && status === 403) return "MAYROS_PROVIDER_ERROR";
  return codeOfKind[kind] ?? "MAYROS_PROVIDER_ERROR";
}

export interface ProviderErrorOptions extends MayrosErrorOptions {
  failure: Failure;
  provider: string;
  url: string;
  requestBodyValues?: unknown;
  /** HTTP status; absent when there was no answer. */
  statusCode?: number;
  responseHeaders?: Record<string, string>;
  /** Raw text of the vendor's answer. */
  responseBody?: string;
}

export class ProviderError extends MayrosError {
  readonly failure: Failure;
  readonly provider: string;
  readonly url: string;
  readonly requestBodyValues: unknown;
  readonly statusCode: number | undefined;
  readonly responseHeaders: Record<string, string> | undefined;
  readonly responseBody: string | undefined;
  readonly isRetryable = false;
  readonly data: unknown = undefined;

  constructor(message: string, options: ProviderErrorOptions) {
    super(codeOf(options.failure.kind, options.statusCode), message, options);
    this.name = "AI_APICallError";
    this.failure = options.failure;
    this.provider = options.provider;
    this.url = options.url;
    this.requestBodyValues = options.requestBodyValues ?? {};
    this.statusCode = options.statusCode;
    this.responseHeaders = options.responseHeaders;
    this.responseBody = options.responseBody;
    for (const marker of aiSdkMarkers) Object.defineProperty(this, marker, { value: true });
  }

  static override isInstance(error: unknown): error is ProviderError {
    return MayrosError.isInstance(error) && "failure" in error;
  }
}

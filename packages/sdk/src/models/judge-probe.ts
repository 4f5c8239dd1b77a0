// What the outcome of a tiny request says of the credential that it was sent with. Pure.
import {
  type ErrorCode,
  type FailureKind,
  MayrosError,
  ProviderError,
  redactSecrets,
} from "@mayros/core";

/** `no_model`: there is none to ask. `unknown`: it tells nothing of the credential. */
export type ProbeBucket =
  | "ok"
  | "auth"
  | "rate_limit"
  | "billing"
  | "timeout"
  | "format"
  | "unknown"
  | "no_model";

export interface ProbeVerdict {
  readonly bucket: ProbeBucket;
  /** What went wrong; no secret. */
  readonly message?: string;
  /** Of the vendor's answer. */
  readonly status?: number;
}

const BUCKETS: Partial<Record<FailureKind, ProbeBucket>> = {
  auth: "auth",
  rate_limit: "rate_limit",
  billing: "billing",
  timeout: "timeout",
  format: "format",
  context_overflow: "format",
  not_found: "no_model",
};
const OWN: Partial<Record<ErrorCode, ProbeBucket>> = {
  MAYROS_LOGIN_NEEDED: "auth",
  MAYROS_MODEL_UNSET: "no_model",
  MAYROS_PROVIDER_DISABLED: "no_model",
  MAYROS_PROVIDER_UNKNOWN: "no_model",
  MAYROS_TIMEOUT: "timeout",
};

/** `late`: its time was up. */
export function judgeProbe(error: unknown, late: boolean): ProbeVerdict {
  const message = redactSecrets(error instanceof Error ? error.message : String(error));
  if (late) return { bucket: "timeout", message };
  if (ProviderError.isInstance(error)) {
    const { failure, statusCode } = error;
    const status = statusCode === undefined ? {} : { status: statusCode };
    return { bucket: BUCKETS[failure.kind] ?? "unknown", message, ...status };
  }
  return { bucket: (MayrosError.isInstance(error) && OWN[error.code]) || "unknown", message };
}

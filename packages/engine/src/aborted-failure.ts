// The failure of a caller who changed their mind, where no connection broke that would have said so.
import { MayrosError, type ProviderError } from "@mayros/core";
import { fromTransportError, type VendorFacts } from "./provider-failure.ts";

export function abortedFailure({ reason }: AbortSignal, facts: VendorFacts): ProviderError {
  const error = new MayrosError("MAYROS_ABORTED", "the request was aborted", {
    details: { kind: "aborted" },
    cause: reason as unknown,
  });
  return fromTransportError(error, facts);
}

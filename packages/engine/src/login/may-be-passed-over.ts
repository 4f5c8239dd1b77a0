// Which candidates that could not be made ready are passed over like keys that can't be sent: those whose login is
// in trouble. Nothing was sent with them. Everything else is a mistake that an answer with another credential would
// hide: a secret reference that leads nowhere, an address that is nobody's.
import { type ErrorCode, MayrosError, ProviderError } from "@mayros/core";

const troubles: ReadonlySet<ErrorCode> = new Set([
  "MAYROS_KEYRING_UNAVAILABLE",
  "MAYROS_LOGIN_MISCONFIGURED",
  "MAYROS_LOGIN_NEEDED",
  "MAYROS_LOGIN_UNAVAILABLE",
  "MAYROS_NETWORK",
  "MAYROS_PLUGIN_FAILED",
  "MAYROS_PROFILE_UNKNOWN",
  "MAYROS_PROVIDER_DISABLED",
  "MAYROS_PROVIDER_ERROR",
  "MAYROS_STATE_UNREADABLE",
  "MAYROS_TIMEOUT",
]);

export function mayBePassedOver(error: unknown): error is MayrosError {
  return (
    MayrosError.isInstance(error) && !ProviderError.isInstance(error) && troubles.has(error.code)
  );
}

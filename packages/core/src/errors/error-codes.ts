// Every error that Mayros itself raises, with the exit code of the `mayros` command for it.

/** Exit codes of the `mayros` command. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  loginNeeded: 3,
  rateLimited: 4,
  loginDenied: 5,
  timedOut: 6,
  portBusy: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const errorCodes = {
  MAYROS_ABORTED: exitCodes.interrupted,
  MAYROS_API_UNKNOWN: exitCodes.usage,
  MAYROS_CONFIG_CHANGED: exitCodes.failed,
  MAYROS_CONFIG_INVALID: exitCodes.usage,
  MAYROS_CONFIG_PATH_INVALID: exitCodes.usage,
  MAYROS_CONFIG_UNWRITABLE: exitCodes.failed,
  MAYROS_CONSENT_MISSING: exitCodes.loginDenied,
  MAYROS_CREDENTIAL_INVALID: exitCodes.usage,
  MAYROS_HOST_REFUSED: exitCodes.usage,
  MAYROS_KEYRING_UNAVAILABLE: exitCodes.failed,
  MAYROS_LOGIN_DENIED: exitCodes.loginDenied,
  MAYROS_LOGIN_MISCONFIGURED: exitCodes.usage,
  MAYROS_LOGIN_NEEDED: exitCodes.loginNeeded,
  MAYROS_LOGIN_UNAVAILABLE: exitCodes.failed,
  MAYROS_MODEL_NOT_ALLOWED: exitCodes.usage,
  MAYROS_MODEL_UNSET: exitCodes.usage,
  MAYROS_NETWORK: exitCodes.failed,
  MAYROS_OPERATION_UNSUPPORTED: exitCodes.usage,
  MAYROS_PACKAGE_UNAVAILABLE: exitCodes.failed,
  MAYROS_PLUGIN_DENIED: exitCodes.failed,
  MAYROS_PLUGIN_FAILED: exitCodes.failed,
  MAYROS_PLUGIN_INVALID: exitCodes.usage,
  MAYROS_PLUGIN_NOT_LOADED: exitCodes.usage,
  MAYROS_PLUGIN_UNKNOWN: exitCodes.usage,
  MAYROS_PORT_BUSY: exitCodes.portBusy,
  MAYROS_PROFILE_UNKNOWN: exitCodes.usage,
  MAYROS_PROVIDER_DISABLED: exitCodes.usage,
  MAYROS_PROVIDER_ERROR: exitCodes.failed,
  MAYROS_PROVIDER_UNKNOWN: exitCodes.usage,
  MAYROS_RATE_LIMITED: exitCodes.rateLimited,
  MAYROS_REF_INVALID: exitCodes.usage,
  MAYROS_SECRET_UNAVAILABLE: exitCodes.loginNeeded,
  MAYROS_STATE_UNREADABLE: exitCodes.failed,
  MAYROS_TIMEOUT: exitCodes.timedOut,
  MAYROS_USAGE: exitCodes.usage,
} as const satisfies Record<`MAYROS_${string}`, ExitCode>;

export type ErrorCode = keyof typeof errorCodes;

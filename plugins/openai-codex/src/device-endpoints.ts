// Where the login by code asks. All of it lies beside the address that gives codes, so that another server is one
// setting; each can be set alone as well.
import type { LoginContext } from "@mayros/core";
import { loginMisconfigured, textOf } from "@mayros/oauth";

export interface DeviceEndpoints {
  /** Gives the code that the person types. */
  readonly userCode: string;
  /** Is asked whether the person typed it. */
  readonly poll: string;
  /** Where the person types it. */
  readonly page: string;
  /** What the authorization code was made for; no browser goes there. */
  readonly redirect: string;
}

export function deviceEndpoints({
  oauth,
  config,
}: Pick<LoginContext, "oauth" | "config">): DeviceEndpoints {
  const userCode = oauth.deviceAuthorizationUrl;
  if (userCode === undefined) throw loginMisconfigured("this login has no deviceAuthorizationUrl");
  const { deviceTokenUrl, devicePageUrl, deviceRedirectUrl } = config;
  const beside = (path: string): string => new URL(path, userCode).href;
  return {
    userCode,
    poll: textOf(deviceTokenUrl) ?? beside("token"),
    page: textOf(devicePageUrl) ?? beside("/codex/device"),
    redirect: textOf(deviceRedirectUrl) ?? beside("/deviceauth/callback"),
  };
}

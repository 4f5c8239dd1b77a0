// The device flow (RFC 8628): shows a page and a code, and asks the token endpoint until a person has typed it.
import { type LoginContext, MayrosError } from "@mayros/core";
import { deviceAuthorizationRequest } from "oauth4webapi";
import { type ClassifyRefusal, classifyRefusal, errorCodeOf } from "./classify-refusal.ts";
import { clientAuthentication, clientRequest } from "./client-request.ts";
import { createPkce } from "./create-pkce.ts";
import { type DeviceAuthorization, readDeviceAuthorization } from "./device-authorization.ts";
import { clientIdOf, endpointOf } from "./endpoint.ts";
import { fieldsOf } from "./json-fields.ts";
import { loginDenied, loginMisconfigured } from "./login-errors.ts";
import { expired, poll } from "./poll.ts";
import { readJson } from "./read-json.ts";
import { requestTokens } from "./token-request.ts";
import type { TokenResponse } from "./token-response.ts";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

/** What a vendor wants besides RFC 8628. */
export interface DeviceLoginOptions {
  /** Further parameters of the device authorization request. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Further parameters of every question for the token. */
  readonly tokenParameters?: Readonly<Record<string, string>>;
  /** Of both. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly classify?: ClassifyRefusal;
  /** ms for one request; default 30,000. */
  readonly timeout?: number;
}

/**
 * Everything about the server is from `context.oauth`. Rejects with MAYROS_LOGIN_DENIED, MAYROS_TIMEOUT (not confirmed before
 * `expires_in`), MAYROS_LOGIN_MISCONFIGURED, MAYROS_LOGIN_UNAVAILABLE, and the reason of an aborted signal.
 */
export async function deviceLogin(
  context: LoginContext,
  how: DeviceLoginOptions = {},
): Promise<TokenResponse> {
  const pkce = context.oauth.devicePkce === true ? await createPkce() : undefined;
  endpointOf(context.oauth, "tokenUrl");
  const authorization = await authorize(context, pkce?.challenge, how);
  show(context, authorization);
  const grant = {
    type: deviceGrant,
    parameters: {
      device_code: authorization.deviceCode,
      ...(pkce ? { code_verifier: pkce.verifier } : {}),
    },
  };
  const { tokenParameters: parameters = {}, ...rest } = how;
  return poll(context, {
    interval: authorization.interval,
    expiresAt: authorization.expiresAt,
    ask: () => requestTokens(context, grant, { ...rest, parameters }).catch(answerOf),
  });
}

async function authorize(
  context: LoginContext,
  challenge: string | undefined,
  how: DeviceLoginOptions,
): Promise<DeviceAuthorization> {
  const { oauth, clock } = context;
  const url = endpointOf(oauth, "deviceAuthorizationUrl");
  const { host } = url;
  const parameters = {
    ...(oauth.scopes?.length ? { scope: oauth.scopes.join(" ") } : {}),
    ...oauth.parameters,
    ...how.parameters,
    ...(challenge === undefined
      ? {}
      : { code_challenge: challenge, code_challenge_method: "S256" }),
  };
  const response = await deviceAuthorizationRequest(
    { issuer: url.origin, device_authorization_endpoint: url.href },
    { client_id: clientIdOf(oauth) },
    clientAuthentication(oauth),
    parameters,
    clientRequest(context, how),
  );
  const { status, headers } = response;
  const answer = readJson({ status, headers, host, text: await response.text() }, clock.now());
  const body = fieldsOf(answer.body);
  if (status >= 300 || errorCodeOf(body) !== undefined) {
    throw classifyRefusal({ host, status, body, secrets: [oauth.clientSecret] }, how.classify);
  }
  return readDeviceAuthorization(body, { now: clock.now(), host });
}

function show(context: LoginContext, authorization: DeviceAuthorization): void {
  const { verificationUrl: url, userCode, completeUrl, expiresAt } = authorization;
  context.ui.authorization({
    url,
    userCode,
    expiresAt,
    ...(completeUrl === undefined ? {} : { completeUrl }),
  });
  // The link is shown: a browser that does not open is no failure.
  if (!context.remote) context.openUrl(completeUrl ?? url).catch(() => false);
}

/** Section 3.5. Of what stops the flow each has its own error; what may pass goes on to `poll`. */
function answerOf(error: unknown): "pending" | "slow_down" {
  const code = MayrosError.isInstance(error) ? error.details?.error : undefined;
  if (code === "authorization_pending") return "pending";
  if (code === "slow_down") return "slow_down";
  if (code === "expired_token") throw expired();
  if (!MayrosError.isInstance(error) || code === undefined) throw error;
  if (error.code === "MAYROS_LOGIN_DENIED") throw loginDenied("the login was refused");
  const passes = code === "temporarily_unavailable" || code === "server_error";
  if (error.code === "MAYROS_LOGIN_UNAVAILABLE" && !passes) {
    // A code that nobody knows: asking again would not change it.
    throw loginMisconfigured(error.message, { details: { ...error.details } });
  }
  throw error;
}

// The login by code, for machines whose browser is elsewhere. It is OpenAI's own and not RFC 8628: the code is asked
// for in JSON, "not yet" is a 403 or 404, and what comes in the end is an authorization code with its proof.
// codex-rs/login/src/device_code_auth.rs of https://github.com/openai/codex (accessed 2026-11-28)
import type { LoginContext } from "@mayros/core";
import {
  exchangeCode,
  fieldsOf,
  loginDenied,
  loginMisconfigured,
  loginUnavailable,
  poll,
  requestJson,
  type TokenResponse,
  textOf,
} from "@mayros/oauth";
import { deviceEndpoints } from "./device-endpoints.ts";

/** OpenAI's client gives up then; the server does not say when its codes end. */
const LIFETIME = 15 * 60 * 1000;

interface Grant {
  readonly code: string;
  readonly codeVerifier: string;
}

export async function deviceTokens(context: LoginContext): Promise<TokenResponse> {
  const { clientId = "" } = context.oauth;
  const endpoints = deviceEndpoints(context);
  const expiresAt = context.clock.now() + LIFETIME;
  const asked = await requestJson(context, {
    method: "POST",
    url: endpoints.userCode,
    json: { client_id: clientId },
  });
  const device = readDevice(asked);
  const url = endpoints.page;
  context.ui.authorization({ url, userCode: device.userCode, expiresAt });
  // The link is shown: a browser that does not open is no failure.
  if (!context.remote) context.openUrl(url).catch(() => false);
  const grant = await poll<Grant>(context, {
    interval: device.interval,
    expiresAt,
    ask: () => askForGrant(context, endpoints.poll, device),
  });
  return exchangeCode(context, { ...grant, redirectUri: endpoints.redirect });
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Device {
  readonly id: string;
  readonly userCode: string;
  /** ms. */
  readonly interval: number | undefined;
}

function readDevice({ status, body }: Answer): Device {
  if (status === 404) {
    throw loginMisconfigured("this account or server has no login by code", {
      hint: "mayros models auth login --provider openai-codex --method browser",
    });
  }
  const fields = fieldsOf(body);
  const id = textOf(fields.device_auth_id);
  const userCode = textOf(fields.user_code) ?? textOf(fields.usercode);
  if (status >= 400 || id === undefined || userCode === undefined) {
    throw loginUnavailable(`no code was given (${status})`, { sent: true, status });
  }
  // A number of seconds, or the same in a string.
  const seconds = Number(fields.interval);
  return { id, userCode, interval: seconds > 0 ? seconds * 1000 : undefined };
}

async function askForGrant(
  context: LoginContext,
  url: string,
  { id, userCode }: Device,
): Promise<Grant | "pending" | "slow_down"> {
  const { status, body } = await requestJson(context, {
    method: "POST",
    url,
    json: { device_auth_id: id, user_code: userCode },
  });
  const fields = fieldsOf(body);
  if (status < 300) {
    const code = textOf(fields.authorization_code);
    const codeVerifier = textOf(fields.code_verifier);
    if (code !== undefined && codeVerifier !== undefined) return { code, codeVerifier };
    throw loginUnavailable("the login was confirmed without a code", { sent: true, status });
  }
  const { error } = fields;
  const reason = textOf(error) ?? textOf(fieldsOf(error).code);
  if (reason === "slow_down") return "slow_down";
  if (reason === "access_denied") throw loginDenied("the login was declined");
  const waiting = reason === "deviceauth_authorization_pending";
  if (waiting || status === 403 || status === 404) return "pending";
  throw loginMisconfigured(`the login by code was refused (${status})`);
}

// Everything of the authorization server but tokens: the login page, device codes, the account. Decides; sending is
// the server's.
import type { IncomingHttpHeaders } from "node:http";
import type { Grants } from "./grants.ts";
import type { AuthorizationServerSwitches } from "./switches.ts";
import { type Answer, type Parameters, refuse } from "./token-endpoint.ts";

interface Asked {
  readonly path: string;
  readonly parameters: Parameters;
  readonly headers: IncomingHttpHeaders;
  readonly origin: string;
}

export function answerPage(
  asked: Asked,
  grants: Grants,
  switches: AuthorizationServerSwitches,
): Answer {
  switch (asked.path) {
    case "/authorize":
      return authorize(asked.parameters, grants, switches);
    case "/device/code":
      return deviceCode(asked, grants, switches);
    case "/device":
      return grants.approve(asked.parameters.user_code ?? "")
        ? { status: 200, body: "The login was confirmed." }
        : { status: 404, body: "No login waits for this code." };
    case "/userinfo":
      return grants.knowsAccess(/^Bearer (.+)$/.exec(asked.headers.authorization ?? "")?.[1] ?? "")
        ? { status: 200, body: switches.account }
        : refuse("invalid_token", 401);
    default:
      return { status: 404, body: { error: "not_found" } };
  }
}

/** The person agrees at once. */
function authorize(
  parameters: Parameters,
  grants: Grants,
  { authorizationFields, iss }: AuthorizationServerSwitches,
): Answer {
  const { client_id, redirect_uri, state, code_challenge, code_challenge_method } = parameters;
  if (!client_id || !redirect_uri || parameters.response_type !== "code") {
    return refuse("invalid_request");
  }
  if (code_challenge !== undefined && code_challenge_method !== "S256") {
    return refuse("invalid_request");
  }
  const location = new URL(redirect_uri);
  const fields = authorizationFields ?? {
    code: grants.askCode({
      clientId: client_id,
      redirectUri: redirect_uri,
      challenge: code_challenge,
    }),
  };
  const named = { ...(state === undefined ? {} : { state }), ...(iss ? { iss } : {}) };
  for (const [name, value] of Object.entries({ ...named, ...fields })) {
    location.searchParams.set(name, value);
  }
  return { status: 302, body: "", headers: { location: location.href } };
}

function deviceCode(
  { parameters, origin }: Asked,
  grants: Grants,
  { deviceFields }: AuthorizationServerSwitches,
): Answer {
  if (!parameters.client_id) return refuse("invalid_client", 401);
  const { deviceCode, userCode } = grants.askDevice(parameters.code_challenge);
  return {
    status: 200,
    body: {
      device_code: deviceCode,
      user_code: userCode,
      verification_uri: `${origin}/device`,
      verification_uri_complete: `${origin}/device?user_code=${userCode}`,
      expires_in: 900,
      interval: 5,
      ...deviceFields,
    },
  };
}

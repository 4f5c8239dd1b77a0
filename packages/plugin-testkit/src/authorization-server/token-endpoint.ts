// The three grants of the token endpoint. Decides and counts; sending is the server's.
import type { Grants, TokenPair } from "./grants.ts";
import type { AuthorizationServerSwitches, OddAnswer } from "./switches.ts";

export type Parameters = Readonly<Record<string, string | undefined>>;
export type Answer = OddAnswer;

export function answerToken(
  form: Parameters,
  grants: Grants,
  switches: AuthorizationServerSwitches,
): Answer {
  const { clientSecret } = switches;
  if (form.grant_type === deviceGrant) grants.counts.polls += 1;
  const odd = oddAnswer(form, switches);
  if (odd !== undefined && odd !== "drop") return odd;
  if (!form.client_id || (clientSecret !== undefined && form.client_secret !== clientSecret)) {
    return refuse("invalid_client", 401);
  }
  const answer = answerGrant(form, grants, switches);
  return odd ?? answer;
}

export const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

export const refuse = (error: string, status = 400): Answer => ({ status, body: { error } });

function oddAnswer(form: Parameters, switches: AuthorizationServerSwitches): Answer | undefined {
  const answer = switches.tokenAnswers.shift();
  if (answer !== undefined || form.grant_type !== deviceGrant) return answer;
  const next = switches.deviceAnswers.shift();
  const odd = ["drop", "drop-unread", "stall", "html"];
  return typeof next === "string" && !odd.includes(next) ? refuse(next) : (next as Answer);
}

function answerGrant(
  form: Parameters,
  grants: Grants,
  switches: AuthorizationServerSwitches,
): Answer {
  switch (form.grant_type) {
    case "authorization_code": {
      const redeemed = grants.redeemCode(form.code ?? "", {
        clientId: form.client_id ?? "",
        redirectUri: form.redirect_uri ?? "",
        verifier: form.code_verifier,
      });
      return redeemed ? login(grants, switches) : refuse("invalid_grant");
    }
    case "refresh_token": {
      const stays = switches.keepsRefreshToken;
      if (!grants.spend(form.refresh_token ?? "", stays)) return refuse("invalid_grant");
      const { access, refresh } = grants.issue();
      return tokens(stays ? { access } : { access, refresh }, switches);
    }
    case deviceGrant: {
      const state = grants.deviceState(form.device_code ?? "", form.code_verifier);
      if (state === "unknown") return refuse("invalid_grant");
      if (state === "waiting" && switches.needsApproval) return refuse("authorization_pending");
      grants.endDevice(form.device_code ?? "");
      return login(grants, switches);
    }
    default:
      return refuse("unsupported_grant_type");
  }
}

function login(grants: Grants, switches: AuthorizationServerSwitches): Answer {
  grants.counts.logins += 1;
  return tokens(grants.issue(), switches);
}

function tokens(
  { access, refresh }: Partial<TokenPair>,
  { expiresIn, tokenFields }: AuthorizationServerSwitches,
): Answer {
  return {
    status: 200,
    body: {
      access_token: access,
      token_type: "Bearer",
      expires_in: expiresIn,
      refresh_token: refresh,
      ...tokenFields,
    },
  };
}

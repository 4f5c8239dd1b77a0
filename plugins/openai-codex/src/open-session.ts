// What requests with this account carry beside the token: whose it is, and which program asks.
import type { Credential, RequestContext, Session } from "@mayros/core";
import { credentialSecret, MayrosError } from "@mayros/core";
import { ACCOUNT_HEADER } from "./prepare-request.ts";

/** The name that this program goes by at OpenAI; `originator` of the plugin's config replaces it. */
const ORIGINATOR = "mayros";

/**
 * A key of the user's own is for a server or proxy of theirs, and goes as it is, unless it is a token of ChatGPT.
 * Throws MAYROS_LOGIN_NEEDED for a login without an account.
 */
export async function openSession(
  credential: Credential | undefined,
  { config }: Pick<RequestContext, "config">,
): Promise<Session> {
  if (!credential) throw loginNeeded("nobody is logged in");
  const token = credentialSecret(credential);
  const accountId = await accountOf(credential, token);
  if (accountId === undefined && credential.type === "oauth") {
    throw loginNeeded("the login names no ChatGPT account");
  }
  if (accountId === undefined) return { token };
  const { originator } = config;
  return {
    token,
    headers: {
      [ACCOUNT_HEADER]: accountId,
      originator: typeof originator === "string" ? originator : ORIGINATOR,
      "openai-beta": "responses=experimental",
    },
  };
}

async function accountOf(credential: Credential, token: string): Promise<string | undefined> {
  if (credential.type === "oauth" && credential.accountId !== undefined) {
    return credential.accountId;
  }
  if (token.split(".").length !== 3) return undefined;
  const { accountIn } = await import("./account.ts");
  return accountIn(token).accountId;
}

function loginNeeded(reason: string): MayrosError {
  return new MayrosError("MAYROS_LOGIN_NEEDED", `openai-codex: ${reason}`, {
    hint: "mayros models auth login --provider openai-codex",
  });
}

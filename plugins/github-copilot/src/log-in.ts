// The login at GitHub, by a code that the person types there (RFC 8628). What is stored is GitHub's token, which does
// not end: Copilot's own is made from it when a request needs one.
import type { LoginContext, TokenCredential } from "@mayros/core";
import { type ClassifyRefusal, deviceLogin } from "@mayros/oauth";
import { editorHeaders } from "./editor-headers.ts";
import { enableModels } from "./enable-models.ts";
import { loginSettings, ownServer } from "./endpoints.ts";
import { exchangeToken } from "./open-session.ts";

const CAUTION =
  "GitHub means Copilot for its own clients and for editors, and has suspended accounts for work in bulk: use it as " +
  "you would use an editor. https://github.com/orgs/community/discussions/178117";

export async function logIn(context: LoginContext): Promise<TokenCredential> {
  context.ui.note(CAUTION);
  const settings: LoginContext = { ...context, oauth: loginSettings(context) };
  const { accessToken } = await deviceLogin(settings, { classify, headers: editorHeaders });
  const credential: TokenCredential = { type: "token", token: accessToken };
  // Now, and not at the first request, a person learns that the account has no seat.
  const session = await exchangeToken(accessToken, settings);
  if (ownServer(settings) === undefined) await enableModels(session, settings);
  return credential;
}

/** https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#error-codes-for-the-device-flow (accessed 2026-11-28) */
const classify: ClassifyRefusal = ({ code }) =>
  code === "device_flow_disabled" || code === "incorrect_client_credentials"
    ? "configuration"
    : undefined;

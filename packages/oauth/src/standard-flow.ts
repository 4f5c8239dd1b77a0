// A login and its refresh from the manifest's `oauth` alone: what a plugin without code gets.
import type { AuthFlow, OAuthKind } from "@mayros/core";
import { browserLogin } from "./browser-login.ts";
import { deviceLogin } from "./device-login.ts";
import { refreshTokens } from "./refresh-tokens.ts";
import { toCredential } from "./to-credential.ts";
import { withEmail } from "./with-email.ts";

/** The e-mail address comes from the id token, else from `oauth.userInfoUrl`. */
export function standardFlow(kind: OAuthKind): AuthFlow {
  return {
    async login(context) {
      const tokens = await (kind === "oauth-browser" ? browserLogin : deviceLogin)(context);
      return withEmail(toCredential(tokens), context);
    },
    async refresh(credential, context) {
      return toCredential(await refreshTokens(credential, context), credential);
    },
  };
}

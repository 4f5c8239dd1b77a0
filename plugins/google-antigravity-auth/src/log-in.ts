// The login of Antigravity and its renewal: the standard flow with the client of the user's own Antigravity, and the project
// of the account.
import { type LoginContext, MayrosError, type OAuthCredential } from "@mayros/core";
import { type ClientFlow, clientFlow } from "@mayros/oauth";

import { findInstalledClient } from "./find-installed-client.ts";
import { type FoundProject, findProject } from "./find-project.ts";

const flow: ClientFlow = clientFlow(({ files }) => ({
  variables: [["MAYROS_ANTIGRAVITY_CLIENT_ID", "MAYROS_ANTIGRAVITY_CLIENT_SECRET"]],
  find: () => findInstalledClient(files),
  missing: {
    message:
      "the OAuth client of Antigravity was not found: it comes with Google's program, not with Mayros",
    hint: "install Antigravity, or set MAYROS_ANTIGRAVITY_CLIENT_ID and MAYROS_ANTIGRAVITY_CLIENT_SECRET",
  },
}));

export const refreshLogin: ClientFlow["refresh"] = flow.refresh;

export async function logIn(context: LoginContext): Promise<OAuthCredential> {
  const credential = await flow.login(context);
  if (credential.refresh === undefined) {
    context.ui.note("Google gave no refresh token: this login ends in about an hour.");
  }
  const project = await projectFor(context, credential.access);
  return { ...credential, extras: { ...credential.extras, ...project } };
}

/** A project that can't be asked for now is asked for by the first request. */
async function projectFor(context: LoginContext, token: string): Promise<FoundProject | undefined> {
  try {
    return await findProject(context, token);
  } catch (error) {
    const mayPass = MayrosError.isInstance(error) && error.code === "MAYROS_LOGIN_UNAVAILABLE";
    if (!mayPass || context.signal.aborted) throw error;
    context.log("the project of the account could not be asked for; the first request does it");
    return undefined;
  }
}

// The login of Gemini CLI and its renewal: the standard flow with the client of the user's own Gemini CLI, and the project
// of the account.
import { type ClientFlow, clientFlow } from "@mayros/oauth";
import { askToVerify } from "./ask-to-verify.ts";
import { findInstalledClient } from "./find-installed-client.ts";
import { findProject } from "./find-project.ts";

export const flow: ClientFlow = clientFlow(
  ({ files }) => ({
    variables: [
      ["MAYROS_GEMINI_OAUTH_CLIENT_ID", "MAYROS_GEMINI_OAUTH_CLIENT_SECRET"],
      ["GEMINI_CLI_OAUTH_CLIENT_ID", "GEMINI_CLI_OAUTH_CLIENT_SECRET"],
    ],
    find: (place) => findInstalledClient(files, place),
    missing: {
      message:
        "the OAuth client of Gemini CLI was not found: it comes with Google's program, not with Mayros",
      hint: "npm install -g @google/gemini-cli, or set MAYROS_GEMINI_OAUTH_CLIENT_ID and MAYROS_GEMINI_OAUTH_CLIENT_SECRET",
    },
  }),
  async (context, token) => ({
    ...(await findProject(context, token, (page, reason) => askToVerify(context, page, reason))),
  }),
);

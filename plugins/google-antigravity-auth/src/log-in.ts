// The login of Antigravity and its renewal: the standard flow with the client of the user's own Antigravity, and the project
// of the account.
import { type ClientFlow, clientFlow } from "@mayros/oauth";
import { findInstalledClient } from "./find-installed-client.ts";
import { findProject } from "./find-project.ts";

export const flow: ClientFlow = clientFlow(
  ({ files }) => ({
    variables: [["MAYROS_ANTIGRAVITY_CLIENT_ID", "MAYROS_ANTIGRAVITY_CLIENT_SECRET"]],
    find: () => findInstalledClient(files),
    missing: {
      message:
        "the OAuth client of Antigravity was not found: it comes with Google's program, not with Mayros",
      hint: "install Antigravity, or set MAYROS_ANTIGRAVITY_CLIENT_ID and MAYROS_ANTIGRAVITY_CLIENT_SECRET",
    },
  }),
  async (context, token) => ({ ...(await findProject(context, token)) }),
);

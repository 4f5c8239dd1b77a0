// The code of this plugin: the login of Google's Gemini CLI, and the project that requests go with. Loaded for every
// request, so that all but requests stands behind imports of its own.
import { definePlugin } from "@mayros/core";
import { openSession } from "./open-session.ts";
import { prepareRequest } from "./prepare-request.ts";

export default definePlugin({
  auth: {
    browser: {
      login: async (context) => (await import("./log-in.ts")).flow.login(context),
      refresh: async (credential, context) =>
        (await import("./log-in.ts")).flow.refresh(credential, context),
    },
  },
  providers: {
    "google-gemini-cli": { openSession, prepare: prepareRequest },
  },
});

// The code of this plugin: the login of Google's Antigravity, and what requests with it look like. Loaded for every
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
    "google-antigravity": { openSession, prepare: prepareRequest },
  },
});

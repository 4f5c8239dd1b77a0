// The code of this plugin: the login at GitHub, the exchange of a GitHub token for one of Copilot, and the headers
// that say what a request is. Loaded for every request, so that all but requests stands behind imports of its own.
import { definePlugin } from "@mayros/core";
import { classifyRefusal } from "./classify-refusal.ts";
import { prepareRequest } from "./prepare-request.ts";

export default definePlugin({
  auth: {
    device: { login: async (context) => (await import("./log-in.ts")).logIn(context) },
  },
  providers: {
    "github-copilot": {
      openSession: async (credential, context) =>
        (await import("./open-session.ts")).openSession(credential, context),
      discoverModels: async (context) =>
        (await import("./discover-models.ts")).discoverModels(context),
      prepare: prepareRequest,
      classifyError: classifyRefusal,
    },
  },
});

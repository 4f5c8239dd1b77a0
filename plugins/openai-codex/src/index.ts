// The code of this plugin: two logins with a ChatGPT account, and what the service behind them wants requests to
// look like. Loaded for every request, so that all but requests stands behind imports of its own.
import { definePlugin } from "@mayros/core";
import { classifyRefusal } from "./classify-refusal.ts";
import { openSession } from "./open-session.ts";
import { prepareRequest } from "./prepare-request.ts";

export default definePlugin({
  auth: {
    browser: {
      login: async (context) => (await import("./log-in.ts")).logInByBrowser(context),
      refresh: async (credential, context) =>
        (await import("./log-in.ts")).refreshLogin(credential, context),
    },
    device: {
      login: async (context) => (await import("./log-in.ts")).logInByCode(context),
      refresh: async (credential, context) =>
        (await import("./log-in.ts")).refreshLogin(credential, context),
    },
  },
  providers: {
    "openai-codex": { openSession, prepare: prepareRequest, classifyError: classifyRefusal },
  },
});

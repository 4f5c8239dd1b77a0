// The code of this plugin, for the tokens of `claude setup-token` alone: API keys need none. Loaded for every request
// to Anthropic, so it is small and imports nothing that has to be installed.
import { definePlugin } from "@mayros/core";
import { classifyRefusal } from "./classify-refusal.ts";
import { giveNamesBack } from "./give-names-back.ts";
import { prepareRequest } from "./prepare-request.ts";

export default definePlugin({
  auth: {
    "setup-token": {
      login: async (context) => (await import("./take-setup-token.ts")).takeSetupToken(context),
    },
  },
  providers: {
    anthropic: {
      prepare: prepareRequest,
      reverse: giveNamesBack,
      classifyError: classifyRefusal,
    },
  },
});

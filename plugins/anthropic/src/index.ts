// The code of this plugin, for the tokens of `claude setup-token` alone: API keys need none. Loaded for every request
// to Anthropic, so that it is small: definePlugin would be one more file to load.
import type { PluginCode } from "@mayros/core";
import { classifyRefusal } from "./classify-refusal.ts";
import { giveNamesBack } from "./give-names-back.ts";
import { prepareRequest } from "./prepare-request.ts";

export default {
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
} satisfies PluginCode;

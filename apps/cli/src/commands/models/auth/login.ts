// `mayros models auth login`: from a provider's name to a stored login.
import { isOAuthKind } from "@mayros/core";
import { defineCommand } from "../../../command.ts";
import { logIn } from "../../../login/log-in.ts";
import { loginOptions } from "../../../login/login-options.ts";
import { requireProvider } from "../../../require-provider.ts";

const provider = {
  type: "string",
  value: "<id>",
  help: "Where to log in (required)",
  complete: "provider",
} as const;

export const command = defineCommand({
  options: {
    provider,
    method: {
      type: "string",
      value: "<id>",
      help: "Which of its ways; asked for where there are several",
    },
    ...loginOptions,
  },
  async moreOptions(mayros) {
    const ways = await mayros.auth.methods();
    const logins = ways.filter(({ method: { kind } }) => isOAuthKind(kind));
    const ids = [...new Set(logins.map((each) => each.provider))].join(", ");
    const help = `Where to log in (required): ${ids}; by key or token any provider`;
    return { provider: { ...provider, help } };
  },
  jsonLines: true,
  details:
    "Shows a link, and a code where the provider gives one, opens the browser where there is one, and stores what comes of it. On another machine than the browser's, paste the address that the browser ends at. Without a terminal the link and the code are printed and a pasted address is read from stdin; --json prints both as lines of JSON. Exit codes: 3 what was sent is not taken, 5 denied or no consent, 6 timed out, 7 port busy and nobody to paste, 130 interrupted; nothing is stored then.",
  examples: [
    "mayros models auth add",
    "mayros models auth login --provider openai-codex --set-default",
    "mayros models auth login --provider openai-codex --method device",
    "mayros models auth login --provider github-copilot --json",
    "mayros models auth login --provider openai-codex --profile-id codex:work",
  ],
  async run({ mayros, options, env, json }) {
    const { method } = options;
    const instead = ", or choose one: mayros models auth add";
    const chosen = requireProvider(options.provider, "login", instead);
    return logIn({ mayros, env, json, given: options, provider: chosen, method });
  },
});

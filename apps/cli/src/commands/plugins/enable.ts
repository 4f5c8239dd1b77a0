// `mayros plugins enable`: turns a plugin on, after a question where it has code or wants keys that are not its own,
// and tells the truth about the effect.
import { defineCommand } from "../../command.ts";
import { askConsent } from "../../ui/ask-consent.ts";
import { printPluginSwitch } from "../../ui/print-plugin-switch.ts";
import { canAsk } from "../../ui/terminal.ts";

export const command = defineCommand({
  usage: "<plugin>",
  positionals: { min: 1, max: 1 },
  complete: ["plugin"],
  options: {
    accept: {
      type: "boolean",
      help: "Agree to its code, and to the variables and hosts that it names, unasked",
    },
  },
  details:
    "A plugin of somebody else that has code, or would read variables of another provider or program, needs your consent: you are asked, or give --accept. What you agreed to is written beside the plugin in the config; when the plugin wants more later, it is off until you enable it again.",
  examples: ["mayros plugins enable groq", "mayros plugins enable acme --accept"],
  async run({ mayros, positionals, options, json }) {
    const result = await mayros.plugins.enable(positionals[0] ?? "", {
      accept: options.accept,
      ...(canAsk() && !json ? { ask: askConsent } : {}),
    });
    printPluginSwitch(result, json);
    return 0;
  },
});

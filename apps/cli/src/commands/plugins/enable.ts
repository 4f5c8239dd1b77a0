// `mayros plugins enable`: turns a plugin on, after a question where it has code or wants keys that are not its own,
// and tells the truth about the effect.
import { defineCommand } from "../../command.ts";
import { untilInterrupted } from "../../run/until-interrupted.ts";
import { askConsent } from "../../ui/ask-consent.ts";
import { enableProgress } from "../../ui/enable-at-terminal.ts";
import { printPluginSwitch } from "../../ui/print-plugin-switch.ts";
import { canAsk } from "../../ui/terminal.ts";

export const command = defineCommand({
  usage: "<plugin>",
  positionals: { min: 1, max: 1 },
  complete: ["plugin"],
  options: {
    accept: {
      type: "boolean",
      help: "Agree to its code, to the variables and hosts that it names, and to what has to be downloaded, unasked",
    },
  },
  details:
    "A plugin of somebody else that has code, or would read variables of another provider or program, needs your consent: you are asked, or give --accept. So you are before packages of a vendor are downloaded for one of ours. What you agreed to is written beside the plugin in the config; when the plugin wants more later, it is off until you enable it again.",
  examples: ["mayros plugins enable groq", "mayros plugins enable acme --accept"],
  async run({ mayros, positionals, options, json }) {
    const result = await untilInterrupted(
      (signal) =>
        mayros.plugins.enable(positionals[0] ?? "", {
          ...{ accept: options.accept, signal },
          ...(json ? {} : enableProgress),
          ...(canAsk() && !json ? { ask: askConsent } : {}),
        }),
      mayros,
    );
    printPluginSwitch(result, json);
    return 0;
  },
});

// `mayros models auth add`: choose a provider and a way to log in from all that there are, then do it.
import { MayrosError } from "@mayros/core";
import { defineCommand } from "../../../command.ts";
import { logIn } from "../../../login/log-in.ts";
import { loginOptions } from "../../../login/login-options.ts";
import { canAsk } from "../../../ui/terminal.ts";

export const command = defineCommand({
  options: loginOptions,
  jsonLines: true,
  details:
    "Asks at a terminal. In scripts: mayros models auth login --provider <id>, paste-token or paste-api-key.",
  examples: ["mayros models auth add", "mayros models auth add --set-default"],
  async run({ mayros, options, env, json }) {
    if (!canAsk() || json) {
      throw new MayrosError("MAYROS_USAGE", "there is no terminal to ask at", {
        hint: "mayros models auth login --provider <id>",
      });
    }
    const ways = await mayros.auth.methods();
    const { askChoice, askYesNo } = await import("../../../ui/prompts.ts");
    const picked = await askChoice(
      "What do you want to log in to?",
      ways.map(({ providerName, method, enabled, plugin }, index) => ({
        value: String(index),
        label: method.label.startsWith(providerName)
          ? method.label
          : `${providerName}: ${method.label}`,
        hint: enabled ? method.hint : `turns ${plugin} on`,
      })),
    );
    const way = ways[Number(picked ?? Number.NaN)];
    if (!way) throw cancelled();
    if (!way.enabled) {
      if (!(await askYesNo(`This needs the plugin ${way.plugin}, which is off. Turn it on?`))) {
        throw cancelled();
      }
      const { enableAtTerminal } = await import("../../../ui/enable-at-terminal.ts");
      await enableAtTerminal(mayros, way.plugin);
    }
    const { provider, method } = way;
    return logIn({ mayros, env, json, given: options, provider, method: method.id });
  },
});

const cancelled = (): MayrosError =>
  new MayrosError("MAYROS_ABORTED", "cancelled: nothing was stored");

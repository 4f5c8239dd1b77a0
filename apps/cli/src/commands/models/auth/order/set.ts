// `mayros models auth order set`: these credentials of a provider, in this order, and no others.
import { defineCommand } from "../../../../command.ts";
import { orderOptions, printOrder } from "../../../../order-commands.ts";
import { requireProvider } from "../../../../require-provider.ts";

export const command = defineCommand({
  usage: "<profile...>",
  positionals: { min: 1, max: 100 },
  complete: ["profile"],
  options: orderOptions,
  details:
    "Stored credentials that are not named are not tried; keys of the environment still are. auth.order in the config goes before it.",
  examples: ["mayros models auth order set --provider groq groq:work groq:default"],
  async run({ mayros, options, positionals, json }) {
    const provider = requireProvider(options.provider, "order set");
    printOrder(await mayros.auth.order.set(provider, positionals), json);
    return 0;
  },
});

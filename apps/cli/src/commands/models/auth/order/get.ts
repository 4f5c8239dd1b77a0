// `mayros models auth order get`: in which order the credentials of a provider are tried.
import { defineCommand } from "../../../../command.ts";
import { orderOptions, printOrder, requireProvider } from "../../../../order-commands.ts";

export const command = defineCommand({
  options: orderOptions,
  details:
    "Without an order, logins are tried before tokens and keys, and within a kind the one that was used longest ago.",
  examples: ["mayros models auth order get --provider anthropic --json"],
  async run({ mayros, options, json }) {
    const provider = requireProvider(options.provider, "get");
    printOrder(await mayros.auth.order.get(provider), json);
    return 0;
  },
});

// `mayros models auth order get`: in which order the credentials of a provider are tried.
import { defineCommand } from "../../../../command.ts";
import { orderOptions, printOrder } from "../../../../order-commands.ts";
import { requireProvider } from "../../../../require-provider.ts";

export const command = defineCommand({
  options: orderOptions,
  details:
    "Without an order, logins are tried before tokens and keys, and within a kind the one that was used longest ago.",
  examples: ["mayros models auth order get --provider anthropic --json"],
  async run({ mayros, options, json }) {
    const provider = requireProvider(options.provider, "order get");
    printOrder(await mayros.auth.order.get(provider), json);
    return 0;
  },
});

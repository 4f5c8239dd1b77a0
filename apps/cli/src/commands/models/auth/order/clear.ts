// `mayros models auth order clear`: back to the order that Mayros chooses.
import { defineCommand } from "../../../../command.ts";
import { orderOptions, printOrder } from "../../../../order-commands.ts";
import { requireProvider } from "../../../../require-provider.ts";

export const command = defineCommand({
  options: orderOptions,
  examples: ["mayros models auth order clear --provider anthropic"],
  async run({ mayros, options, json }) {
    const provider = requireProvider(options.provider, "order clear");
    printOrder(await mayros.auth.order.clear(provider), json);
    return 0;
  },
});

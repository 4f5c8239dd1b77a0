// What the three commands of `mayros models auth order` share.
import type { AuthOrder } from "@mayros/sdk";
import { writeError, writeJson, writeOutput } from "./ui/write-output.ts";

export const orderOptions = {
  provider: {
    type: "string",
    value: "<id>",
    help: "Whose credentials (required)",
    complete: "provider",
  },
} as const;

export function printOrder(order: AuthOrder, json: boolean): void {
  if (json) {
    writeJson({ ...order, from: order.from ?? null });
    return;
  }
  if (order.from === undefined) {
    writeOutput(`${order.provider}: no order is set; logins, tokens and keys take turns\n`);
    return;
  }
  writeOutput(order.order.map((id, index) => `${index + 1}. ${id}\n`).join(""));
  if (order.from === "config") writeError(`from auth.order.${order.provider} of the config\n`);
  if (order.left.length > 0) writeError(`not tried: ${order.left.join(", ")}\n`);
}

// `mayros plugins disable`: turns a plugin off, and tells the truth about the effect.
import { defineCommand } from "../../command.ts";
import { printPluginSwitch } from "../../ui/print-plugin-switch.ts";

export const command = defineCommand({
  usage: "<plugin>",
  positionals: { min: 1, max: 1 },
  complete: ["plugin"],
  options: {},
  examples: ["mayros plugins disable groq"],
  async run({ mayros, positionals, json }) {
    printPluginSwitch(await mayros.plugins.disable(positionals[0] ?? ""), json);
    return 0;
  },
});

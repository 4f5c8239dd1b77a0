// `mayros config file`: where the config is.
import { defineCommand } from "../../command.ts";
import { writeContent, writeJson } from "../../ui/write-output.ts";

export const command = defineCommand({
  options: {},
  details: "MAYROS_CONFIG_PATH, MAYROS_STATE_DIR and MAYROS_HOME decide, in this order.",
  examples: ["mayros config file", '$EDITOR "$(mayros config file)"'],
  async run({ mayros, json }) {
    const { configPath, stateDir } = mayros.locations;
    if (json) writeJson({ path: configPath, stateDir });
    else writeContent(`${configPath}\n`);
    return 0;
  },
});

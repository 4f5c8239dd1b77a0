// `mayros models auth reset`: keys that failed are asked again at once.
import { defineCommand } from "../../../command.ts";
import { plural } from "../../../ui/plural.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "[profile or variable]",
  positionals: { max: 1 },
  complete: ["profile"],
  options: {},
  details:
    "A key that is rate limited or out of credit is left alone for a while, for the model it failed at; mayros models status shows which and until when. This ends that, for all keys or for one: a profile, the variable that a key stands in, or its place in the config.",
  examples: [
    "mayros models auth reset",
    "mayros models auth reset zai:default",
    "mayros models auth reset ZAI_API_KEY",
  ],
  async run({ mayros, positionals, json }) {
    const { cleared } = await mayros.auth.reset(positionals[0]);
    if (json) writeJson({ cleared });
    else if (cleared === 0) writeOutput("nothing was cooling\n");
    else writeOutput(`ended ${plural(cleared, "cooldown")}\n`);
    return 0;
  },
});

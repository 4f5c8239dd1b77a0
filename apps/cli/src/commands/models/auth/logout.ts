// `mayros models auth logout`: removes one stored credential.
import { defineCommand } from "../../../command.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "<profile>",
  positionals: { min: 1, max: 1 },
  complete: ["profile"],
  options: {},
  details: "Removes it from this machine; the provider is not told.",
  examples: ["mayros models auth list", "mayros models auth logout groq:default"],
  async run({ mayros, positionals, json }) {
    const profileId = positionals[0] ?? "";
    await mayros.auth.logout(profileId);
    if (json) writeJson({ profileId, removed: true });
    else writeOutput(`removed ${profileId}\n`);
    return 0;
  },
});

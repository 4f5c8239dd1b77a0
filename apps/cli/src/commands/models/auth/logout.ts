// `mayros models auth logout`: removes one stored credential, or all of a provider.
import { MayrosError } from "@mayros/core";
import type { Mayros } from "@mayros/sdk";
import { defineCommand } from "../../../command.ts";
import { canAsk } from "../../../ui/terminal.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  usage: "[profile]",
  positionals: { max: 1 },
  complete: ["profile"],
  options: {
    provider: {
      type: "string",
      value: "<id>",
      help: "With --all: whose credentials",
      complete: "provider",
    },
    all: { type: "boolean", help: "All credentials of --provider" },
    yes: { type: "boolean", help: "Ask nothing" },
  },
  details: "Removes it from this machine; the provider is not told.",
  examples: [
    "mayros models auth list",
    "mayros models auth logout groq:default",
    "mayros models auth logout --provider groq --all --yes",
  ],
  async run({ mayros, positionals, options: { provider, all, yes }, json }) {
    const [profileId] = positionals;
    if (profileId !== undefined && provider === undefined && !all) {
      await mayros.auth.logout(profileId);
      if (json) writeJson({ profileId, removed: true });
      else writeOutput(`removed ${profileId}\n`);
      return 0;
    }
    if (profileId !== undefined || provider === undefined || !all) throw usage();
    if (!yes) await agree(mayros, provider);
    const { removed } = await mayros.auth.logoutProvider(provider);
    if (json) writeJson({ provider, removed });
    else writeOutput(removed.map((id) => `removed ${id}\n`).join(""));
    return 0;
  },
});

/** Throws MAYROS_ABORTED, and MAYROS_USAGE where nobody can be asked. */
async function agree(mayros: Mayros, provider: string): Promise<void> {
  if (!canAsk()) {
    throw new MayrosError("MAYROS_USAGE", "there is no terminal to ask at whether to remove all", {
      hint: `mayros models auth logout --provider ${provider} --all --yes`,
    });
  }
  const stored = (await mayros.auth.list()).filter((profile) => profile.provider === provider);
  const { askYesNo } = await import("../../../ui/prompts.ts");
  const names = stored.map(({ id }) => id).join(", ") || `all credentials of ${provider}`;
  if (await askYesNo(`Remove ${names}?`, false)) return;
  throw new MayrosError("MAYROS_ABORTED", "nothing was removed");
}

function usage(): MayrosError {
  return new MayrosError("MAYROS_USAGE", "name a profile, or --provider with --all", {
    hint: "mayros models auth list",
  });
}

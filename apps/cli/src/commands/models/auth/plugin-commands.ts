// Further commands of `mayros models auth` that plugins name in their manifests: short words for one way to log in.
import { MayrosError } from "@mayros/core";
import type { CommandAlias, Mayros } from "@mayros/sdk";
import { type Command, type CommandEntry, defineCommand } from "../../../command.ts";
import { logIn } from "../../../login/log-in.ts";
import { loginOptions } from "../../../login/login-options.ts";

/** None where the config can't be read: whatever is asked for says so. */
export async function listPluginCommands(mayros: Mayros): Promise<CommandEntry[]> {
  const aliases = await mayros.auth.commandAliases().catch(() => []);
  return aliases.map((alias) => ({
    words: `models auth ${alias.name}`,
    summary: `Log in: ${alias.label}`,
    load: async () => ({ command: loginCommand(alias) }),
  }));
}

function loginCommand({ name, provider, method, profileId, hint }: CommandAlias): Command {
  return defineCommand({
    jsonLines: true,
    options: {
      ...loginOptions,
      "profile-id": {
        ...loginOptions["profile-id"],
        help: `Its name${profileId === undefined ? "" : `; default ${profileId}`}`,
      },
      provider: { type: "string", value: "<id>", help: `Taken for compatibility: ${provider}` },
      yes: { type: "boolean", help: "Taken for compatibility; changes nothing" },
    },
    details: `${hint === undefined ? "" : `${hint}. `}The same as mayros models auth login --provider ${provider} --method ${method}.`,
    examples: [`mayros models auth ${name}`, `mayros models auth ${name} --set-default`],
    async run({ mayros, options, env, json }) {
      if (options.provider !== undefined && options.provider !== provider) {
        throw new MayrosError("MAYROS_USAGE", `${name} logs in to ${provider} alone`, {
          hint: `mayros models auth login --provider ${options.provider}`,
        });
      }
      return logIn({ mayros, env, json, given: options, provider, method });
    },
  });
}

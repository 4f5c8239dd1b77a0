// `mayros models auth paste-token`: stores a token that another program made, with its end.
import { defineCommand } from "../../../command.ts";
import { parseDuration } from "../../../parse-duration.ts";
import { readGivenSecret } from "../../../read-secret.ts";
import { requireProvider } from "../../../require-provider.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

export const command = defineCommand({
  options: {
    provider: {
      type: "string",
      value: "<id>",
      help: "Whose token it is (required)",
      complete: "provider",
    },
    "profile-id": {
      type: "string",
      value: "<id>",
      help: "Its name; default <provider>:manual",
      complete: "profile",
    },
    "expires-in": {
      type: "string",
      value: "<time>",
      help: "When it ends, such as 365d or 12h; a number alone is days",
    },
    token: {
      type: "string",
      value: "<-|env:NAME>",
      help: "Take it from stdin or a variable instead of asking",
    },
  },
  details:
    "Without --token it is asked for unseen, or read from stdin if that is a pipe. A token is sent as it is and never renewed; without --expires-in it ends when the provider's plugin says, if it says so.",
  examples: [
    "mayros models auth paste-token --provider anthropic",
    "pass show claude | mayros models auth paste-token --provider anthropic",
    "mayros models auth paste-token --provider anthropic --expires-in 30d",
  ],
  async run({ mayros, options: given, env, json }) {
    const provider = requireProvider(given.provider, "paste-token");
    const { "expires-in": expires } = given;
    const expiresIn = expires === undefined ? undefined : parseDuration("--expires-in", expires);
    // Refuses an unknown provider and an unreadable store before a secret is asked for in vain.
    await mayros.auth.list(provider);
    const stored = await mayros.auth.pasteToken({
      provider,
      profileId: given["profile-id"],
      token: await readGivenSecret("--token", given.token, env, `Token of ${provider}`),
      expiresIn,
    });
    if (json) writeJson(stored);
    else
      writeOutput(`${stored.replaced ? "replaced" : "stored"} ${stored.profileId}${end(stored)}\n`);
    return 0;
  },
});

const end = ({ expiresAt }: { readonly expiresAt?: number | undefined }): string =>
  expiresAt === undefined
    ? ""
    : `, which ends on ${new Date(expiresAt).toISOString().slice(0, 10)}`;

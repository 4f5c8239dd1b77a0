// `mayros models auth paste-api-key`: stores a key for any provider, custom ones too.
import { defineCommand } from "../../../command.ts";
import { declareFields, givenFields } from "../../../plain-field-options.ts";
import { readGivenSecret } from "../../../read-secret.ts";
import { requireProvider } from "../../../require-provider.ts";
import { writeJson, writeOutput } from "../../../ui/write-output.ts";

const options = {
  provider: {
    type: "string",
    value: "<id>",
    help: "Whose key it is (required)",
    complete: "provider",
  },
  "profile-id": {
    type: "string",
    value: "<id>",
    help: "Its name; default <provider>:default",
    complete: "profile",
  },
  "api-key": {
    type: "string",
    value: "<-|env:NAME>",
    help: "Take it from stdin or a variable instead of asking",
  },
  reference: {
    type: "string",
    value: "<source:...>",
    help: "Store where the key stands: env:NAME, file:<provider>:<pointer>, exec:<provider>:<id>",
  },
} as const;

export const command = defineCommand({
  options,
  moreOptions: (mayros) => declareFields(mayros, options),
  details:
    "Without --api-key it is asked for unseen, or read from stdin if that is a pipe. What a provider needs beside a key is stored with it; what is not given stays as it is stored.",
  examples: [
    "mayros models auth paste-api-key --provider groq",
    "mayros models auth paste-api-key --provider openrouter --api-key env:MY_KEY",
    "mayros models auth paste-api-key --provider groq --profile-id groq:work",
    "mayros models auth paste-api-key --provider groq --reference exec:op:groq/key",
    "pass show groq | mayros models auth paste-api-key --provider groq",
  ],
  async run({ mayros, options: given, env, json }) {
    const provider = requireProvider(given.provider, "paste-api-key");
    // Refuses an unknown provider and an unreadable store before a secret is asked for in vain.
    await mayros.auth.list(provider);
    const { reference, "api-key": key } = given;
    const secret =
      reference === undefined || key !== undefined
        ? await readGivenSecret("--api-key", key, env, `API key of ${provider}`)
        : undefined;
    const profileId = given["profile-id"];
    const fields = await givenFields(mayros, options, given);
    const request = { provider, profileId, key: secret, reference, fields };
    const stored = await mayros.auth.pasteApiKey(request);
    if (json) writeJson(stored);
    else writeOutput(`${stored.replaced ? "replaced" : "stored"} ${stored.profileId}\n`);
    return 0;
  },
});

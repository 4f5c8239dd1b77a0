// `mayros onboard`: from nothing to a model that answers. Choices, flags and prompts come from the
// manifests of the plugins.
import type { AuthField, Environment } from "@mayros/core";
import { type AuthChoice, findAuthChoice, type Mayros, type OnboardResult } from "@mayros/sdk";
import { defineCommand, type OptionDeclaration, type OptionDeclarations } from "../command.ts";
import {
  type GivenOptions,
  optionName,
  pickAuthChoice,
  usableChoices,
} from "../pick-auth-choice.ts";
import { readSecret } from "../read-secret.ts";
import { canAsk } from "../ui/terminal.ts";
import { writeJson, writeOutput } from "../ui/write-output.ts";

const choiceOption = {
  type: "string",
  value: "<choice>",
  help: "How to log in; asked for when absent",
} as const;

/** `--auth-choice` with its values, and a key option for every choice. */
async function declareOptions(mayros: Mayros): Promise<OptionDeclarations> {
  const choices = await mayros.auth.choices();
  const names = usableChoices(choices).map(({ choice }) => choice);
  const options: Record<string, OptionDeclaration> = {
    "auth-choice": { ...choiceOption, help: `${choiceOption.help}; one of ${names.join(", ")}` },
  };
  for (const { method, providerName } of choices) {
    // Only keys can be taken yet; an option for something else would promise too much.
    if (method.kind !== "api-key") continue;
    for (const { flag, prompt, secret } of method.fields ?? []) {
      const owner = method.group ?? providerName;
      options[optionName(flag)] ??= {
        type: "string",
        value: secret ? "<-|env:NAME>" : "<value>",
        help: prompt.startsWith(owner) ? prompt : `${owner}: ${prompt}`,
      };
    }
  }
  return options;
}

export const command = defineCommand({
  options: { "auth-choice": choiceOption },
  moreOptions: declareOptions,
  details:
    'The key is taken from its option ("-" reads stdin, "env:NAME" a variable), else from the provider\'s environment variable, else asked for unseen. It is stored on this machine, readable by you alone.',
  examples: [
    "mayros onboard",
    "mayros onboard --auth-choice groq-api-key",
    "mayros onboard --auth-choice zai-api-key --zai-api-key env:MY_KEY",
    "pass show groq | mayros onboard --groq-api-key -",
  ],
  async run({ mayros, options, env, json }) {
    const choices = await mayros.auth.choices();
    // Every option of this command takes a text.
    const given = options as GivenOptions;
    const choice = await pickAuthChoice(choices, given);
    const result = await mayros.onboard({
      choice,
      values: await readFields(findAuthChoice(choices, choice), given, env),
      ...(canAsk() ? { ask: askField } : {}),
    });
    if (json) writeJson(result);
    else printResult(result);
    return 0;
  },
});

async function readFields(
  choice: AuthChoice | undefined,
  given: GivenOptions,
  env: Environment,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { name, flag, secret } of choice?.method.fields ?? []) {
    const value = given[optionName(flag)];
    if (value === undefined) continue;
    values[name] = secret ? await readSecret(flag, value, env) : value;
  }
  return values;
}

async function askField(field: AuthField): Promise<string | undefined> {
  const { askSecret } = await import("../ui/prompts.ts");
  return askSecret(field.prompt);
}

function printResult(result: OnboardResult): void {
  const from = /^[A-Z_]/.test(result.keyFrom) ? ` (from ${result.keyFrom})` : "";
  writeOutput(`${result.replaced ? "replaced" : "stored"} ${result.profileId}${from}\n`);
  if (result.defaultModel === undefined) {
    writeOutput(`next: mayros models list --provider ${result.provider}\n`);
    return;
  }
  const kept = result.defaultModelSet ? "" : " (kept)";
  writeOutput(`default model: ${result.defaultModel}${kept}\nnext: mayros run "hello"\n`);
}

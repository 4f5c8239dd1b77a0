// `mayros onboard`: from nothing to a model that answers. Choices, flags and prompts come from the
// manifests of the plugins.
import { type AuthField, MayrosError } from "@mayros/core";
import type { AuthChoice, Mayros, OnboardResult } from "@mayros/sdk";
import { defineCommand, type OptionDeclaration, type OptionDeclarations } from "../command.ts";
import { readSecret } from "../read-secret.ts";
import { canAsk } from "../ui/terminal.ts";
import { writeJson, writeOutput } from "../ui/write-output.ts";

const choiceOption: OptionDeclaration = {
  type: "string",
  value: "<choice>",
  help: "How to log in; asked for when absent",
};

const flagName = (flag: string): string => flag.replace(/^--/, "");

/** `--auth-choice`, and a key option for every choice. */
async function declareOptions(mayros: Mayros): Promise<OptionDeclarations> {
  const options: Record<string, OptionDeclaration> = { "auth-choice": choiceOption };
  for (const { method, providerName } of await mayros.auth.choices()) {
    for (const field of method.fields ?? []) {
      const from = field.secret ? "from stdin or a variable" : field.prompt;
      options[flagName(field.flag)] ??= {
        type: "string",
        value: field.secret ? "<-|env:NAME>" : "<value>",
        help: `${providerName}: ${field.secret ? `${field.prompt}, ${from}` : from}`,
      };
    }
  }
  return options;
}

export const command = defineCommand({
  options: declareOptions,
  details:
    "The key is taken from its option, else from the provider's environment variable, else asked for\nunseen. It is stored on this machine, readable by you alone.",
  examples: [
    "mayros onboard",
    "mayros onboard --auth-choice groq-api-key",
    "mayros onboard --auth-choice zai-api-key --zai-api-key env:MY_KEY",
    "pass show groq | mayros onboard --auth-choice groq-api-key --groq-api-key -",
  ],
  async run({ mayros, options, env, json }) {
    const choices = await mayros.auth.choices();
    const given = options as Readonly<Record<string, string | undefined>>;
    const choice = given["auth-choice"] ?? inferChoice(choices, given) ?? (await ask(choices));
    const values: Record<string, string> = {};
    for (const field of choices.find((each) => each.choice === choice)?.method.fields ?? []) {
      const value = given[flagName(field.flag)];
      if (value === undefined) continue;
      values[field.name] = field.secret ? await readSecret(field.flag, value, env) : value;
    }
    const result = await mayros.onboard({
      choice,
      values,
      ...(canAsk() ? { ask: askField } : {}),
    });
    if (json) writeJson(result);
    else printResult(result);
    return 0;
  },
});

/** One key option alone says which choice is meant. */
function inferChoice(
  choices: readonly AuthChoice[],
  given: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const flags = new Set<string>();
  let first: string | undefined;
  for (const { choice, method } of choices) {
    for (const { flag } of method.fields ?? []) {
      if (given[flagName(flag)] === undefined || flags.has(flag)) continue;
      flags.add(flag);
      first ??= choice;
    }
  }
  if (flags.size <= 1) return first;
  throw new MayrosError("MAYROS_USAGE", `several keys were given: ${[...flags].join(", ")}`, {
    hint: "give one, or name --auth-choice",
  });
}

async function askField(field: AuthField): Promise<string | undefined> {
  const { askSecret } = await import("../ui/prompts.ts");
  return askSecret(field.prompt);
}

async function ask(choices: readonly AuthChoice[]): Promise<string> {
  const names = choices.map((each) => each.choice);
  if (!canAsk()) {
    throw new MayrosError(
      "MAYROS_USAGE",
      "--auth-choice is missing and there is no terminal to ask at",
      {
        hint: `mayros onboard --auth-choice <${names.join("|")}>`,
      },
    );
  }
  const { askChoice } = await import("../ui/prompts.ts");
  const answer = await askChoice(
    "Which provider do you have a key for?",
    choices
      .filter((each) => each.method.kind === "api-key")
      .map((each) => ({
        value: each.choice,
        label: each.method.label,
        ...(each.method.hint === undefined ? {} : { hint: each.method.hint }),
      })),
  );
  if (answer !== undefined) return answer;
  throw new MayrosError("MAYROS_ABORTED", "nothing was stored");
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

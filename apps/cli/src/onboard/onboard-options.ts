// The options of `mayros onboard`: those of onboarding itself, and one for every answer that a plugin's
// choice asks for.
import type { AuthField, Environment } from "@mayros/core";
import {
  type AuthChoice,
  CUSTOM_CHOICE,
  compatibilities,
  type Mayros,
  SKIP_CHOICE,
} from "@mayros/sdk";
import type { OptionDeclaration, OptionDeclarations } from "../command.ts";
import { everywhere } from "../parse-options.ts";
import { type GivenOptions, optionName, usableChoices } from "../pick-auth-choice.ts";
import { readSecret } from "../read-secret.ts";

const choiceOption = {
  type: "string",
  value: "<choice>",
  help: "How to log in; asked for when absent",
  complete: "auth-choice",
} as const;

export const onboardOptions = {
  "auth-choice": choiceOption,
  "non-interactive": { type: "boolean", help: "Ask nothing, also at a terminal" },
  test: { type: "boolean", help: "Test the key with a tiny request before it is stored" },
  "skip-test": { type: "boolean", help: "Don't offer the test" },
  "custom-base-url": {
    type: "string",
    value: "<url>",
    help: "Custom server: its base URL, https://host/v1",
  },
  "custom-model-id": { type: "string", value: "<id>", help: "Custom server: a model that it has" },
  "custom-api-key": {
    type: "string",
    value: "<-|env:NAME>",
    help: "Custom server: its key; a server of your own network needs none",
  },
  "custom-provider-id": {
    type: "string",
    value: "<id>",
    help: "Custom server: its name in refs; else made from the host",
  },
  "custom-compatibility": {
    type: "string",
    value: `<${compatibilities.join("|")}>`,
    complete: compatibilities,
    help: `Custom server: whose API it speaks; default ${compatibilities[0]}, with --test found out`,
  },
  "accept-terms": {
    type: "boolean",
    help: "Agree to what is said of an unofficial login, unasked",
  },
  "no-browser": { type: "boolean", help: "Open no browser for a login; print the link" },
  "accept-risk": { type: "boolean", help: "Taken for compatibility; changes nothing" },
  "token-provider": {
    type: "string",
    value: "<id>",
    help: "With --auth-choice token: whose token it is",
    complete: "provider",
  },
  "token-profile-id": {
    type: "string",
    value: "<id>",
    help: "With --auth-choice token: its name; default <provider>:manual",
  },
  "token-expires-in": {
    type: "string",
    value: "<time>",
    help: "With --auth-choice token: when it ends, such as 365d or 12h",
  },
} as const;

const ownOptions = { ...everywhere, ...onboardOptions };

/** What onboarding itself takes is not a plugin's to replace: such an answer is asked for or in the environment. */
export function withoutOwnFlags(choice: AuthChoice): AuthChoice {
  const isFree = ({ flag }: AuthField): boolean => !Object.hasOwn(ownOptions, optionName(flag));
  const { method } = choice;
  return method.fields?.every(isFree) === false
    ? { ...choice, method: { ...method, fields: method.fields.filter(isFree) } }
    : choice;
}

/** `--auth-choice` with its values, and an option for every answer. */
export async function declareOptions(mayros: Mayros): Promise<OptionDeclarations> {
  const choices = await mayros.auth.choices();
  const names = [...usableChoices(choices).map(({ choice }) => choice), CUSTOM_CHOICE, SKIP_CHOICE];
  const options: Record<string, OptionDeclaration> = {
    "auth-choice": { ...choiceOption, help: `${choiceOption.help}; one of ${names.join(", ")}` },
  };
  for (const { method, providerName } of choices.map(withoutOwnFlags)) {
    for (const { flag, prompt, secret } of method.fields ?? []) {
      const owner = method.group ?? providerName;
      const help = prompt.startsWith(owner) ? prompt : `${owner}: ${prompt}`;
      options[optionName(flag)] ??= {
        type: "string",
        value: secret ? "<-|env:NAME>" : "<value>",
        help,
      };
    }
  }
  return options;
}

/** What was given for the fields of a choice, secrets read from where they are. */
export async function readFields(
  choice: AuthChoice,
  given: GivenOptions,
  env: Environment,
): Promise<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const { name, flag, secret } of withoutOwnFlags(choice).method.fields ?? []) {
    const value = given[optionName(flag)];
    if (value === undefined) continue;
    values[name] = secret ? await readSecret(flag, value, env) : value;
  }
  return values;
}

// `mayros onboard`: takes a key for one choice, stores it, sets what the choice implies, and makes
// its model the default where none is set.
import { defaultModelChoice } from "@mayros/catalog";
import { type ConfigEdit, editConfig } from "@mayros/config";
import { type AuthField, MayrosError, nearestName } from "@mayros/core";
import { type AuthChoice, listAuthChoices } from "./auth/auth-choices.ts";
import { storeApiKey } from "./auth/profiles.ts";
import type { Machine } from "./machine/open-machine.ts";

export interface OnboardOptions {
  /** Value of `--auth-choice`. */
  readonly choice: string;
  /** What was given by flag: field name -> value. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Asks a person; absent without a terminal. Resolves to undefined when they cancel. */
  readonly ask?: ((field: AuthField) => Promise<string | undefined>) | undefined;
}

export interface OnboardResult {
  readonly provider: string;
  readonly profileId: string;
  readonly replaced: boolean;
  /** Where the key came from: `flag`, `prompt`, or the name of an environment variable. */
  readonly keyFrom: string;
  /** The default model after it. */
  readonly defaultModel: string | undefined;
  readonly defaultModelSet: boolean;
  readonly configPath: string;
}

/**
 * Throws MAYROS_USAGE for an unknown choice, MAYROS_PROVIDER_DISABLED, MAYROS_LOGIN_NEEDED without a
 * key, MAYROS_ABORTED when the person cancels.
 */
export async function onboard(machine: Machine, options: OnboardOptions): Promise<OnboardResult> {
  const choice = findChoice(await listAuthChoices(machine), options.choice);
  const field = keyField(choice);
  const { config } = await machine.state();
  const key = await findKey(field, options, config.env);
  const { provider, method } = choice;
  const stored = await storeApiKey(machine, provider, key.value, method.profileId);

  const previous = defaultModelChoice(config.config).primary;
  const setsDefault = previous === undefined && method.defaultModel !== undefined;
  const edits: ConfigEdit[] = [];
  if (method.sets?.baseUrl !== undefined) {
    const path = ["models", "providers", provider, "baseUrl"];
    edits.push({ path, value: method.sets.baseUrl });
  }
  if (setsDefault) {
    const path = ["agents", "defaults", "model", "primary"];
    edits.push({ path, value: method.defaultModel });
  }
  if (edits.length > 0) await editConfig(machine.locations, machine.env, edits);
  return {
    provider,
    profileId: stored.profileId,
    replaced: stored.replaced,
    keyFrom: key.from,
    defaultModel: previous ?? method.defaultModel,
    defaultModelSet: setsDefault,
    configPath: config.path,
  };
}

function findChoice(choices: readonly AuthChoice[], wanted: string): AuthChoice {
  const choice = choices.find(
    (each) => each.choice === wanted || each.method.deprecatedChoices?.includes(wanted),
  );
  if (choice?.enabled) return choice;
  if (choice) {
    throw new MayrosError("MAYROS_PROVIDER_DISABLED", `the plugin ${choice.plugin} is off`, {
      hint: `mayros plugins enable ${choice.plugin}`,
    });
  }
  const names = choices.map((each) => each.choice);
  const nearest = nearestName(wanted, names);
  throw new MayrosError(
    "MAYROS_USAGE",
    `no auth choice is called "${wanted}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: `use one of: ${names.join(", ")}`, details: { choices: names } },
  );
}

function keyField({ choice, method }: AuthChoice): AuthField {
  const field = method.fields?.find((each) => each.secret);
  if (method.kind === "api-key" && field) return field;
  throw new MayrosError(
    "MAYROS_USAGE",
    `"${choice}" logs in by ${method.kind}, which this version of mayros does not do yet`,
    { hint: "mayros onboard --help" },
  );
}

async function findKey(
  field: AuthField,
  { values, ask }: OnboardOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ value: string; from: string }> {
  const given = values?.[field.name];
  if (given !== undefined) return { value: given, from: "flag" };
  for (const name of field.env ?? []) {
    const value = env[name];
    if (value) return { value, from: name };
  }
  if (ask) {
    const value = await ask(field);
    if (value === undefined) throw new MayrosError("MAYROS_ABORTED", "nothing was stored");
    return { value, from: "prompt" };
  }
  const name = field.env?.[0];
  throw new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    "no key was given and there is no terminal to ask at",
    {
      hint: name ? `${field.flag} env:${name}, or pipe it: ${field.flag} -` : `${field.flag} -`,
    },
  );
}

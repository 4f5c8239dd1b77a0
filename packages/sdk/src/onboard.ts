// `mayros onboard`: takes a key for one choice, stores it, sets what the choice implies, and makes
// its model the default where none is set.
import { defaultModelChoice, resolveProvider } from "@mayros/catalog";
import { type ConfigEdit, editConfig } from "@mayros/config";
import { type AuthField, type Environment, MayrosError, nearestName } from "@mayros/core";
import { type AuthChoice, findAuthChoice, listAuthChoices } from "./auth/auth-choices.ts";
import { storeApiKey } from "./auth/profiles.ts";
import type { Machine } from "./machine/open-machine.ts";
import { defaultModelEdit } from "./models/set-default-model.ts";

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
  const choice = requireChoice(await listAuthChoices(machine), options.choice);
  const field = keyField(choice);
  const { config, env, providers, providerPath } = await machine.state();
  // Checked before anything is asked or stored: a config in replace mode may not have it.
  const provider = resolveProvider(choice.provider, config, providers).id;
  const { method } = choice;
  const key = await findKey(field, options, env);
  const stored = await storeApiKey(machine, provider, key.value, method.profileId);

  const previous = defaultModelChoice(config).primary;
  const newDefault = previous === undefined ? method.defaultModel : undefined;
  const baseUrl = method.sets?.baseUrl;
  const edit = (written: unknown): ConfigEdit[] => [
    ...(baseUrl === undefined
      ? []
      : [{ path: [...providerPath(provider), "baseUrl"], value: baseUrl }]),
    ...(newDefault === undefined ? [] : [defaultModelEdit(written, newDefault)]),
  ];
  if (baseUrl !== undefined || newDefault !== undefined) {
    await editConfig(machine.locations, machine.env, edit);
  }
  return {
    provider,
    profileId: stored.profileId,
    replaced: stored.replaced,
    keyFrom: key.from,
    defaultModel: previous ?? newDefault,
    defaultModelSet: newDefault !== undefined,
    configPath: machine.locations.configPath,
  };
}

function requireChoice(choices: readonly AuthChoice[], wanted: string): AuthChoice {
  const choice = findAuthChoice(choices, wanted);
  if (choice?.enabled) return choice;
  if (choice) {
    throw new MayrosError("MAYROS_PROVIDER_DISABLED", `the plugin ${choice.plugin} is off`, {
      hint: `mayros plugins enable ${choice.plugin}`,
    });
  }
  const names = choices.map((each) => each.choice);
  const ofProvider = choices.find((each) => each.provider === wanted.toLowerCase())?.choice;
  const nearest = ofProvider ?? nearestName(wanted, names);
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
  { choice, values, ask }: OnboardOptions,
  env: Environment,
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
  const from = field.env?.[0] === undefined ? "-" : `env:${field.env[0]}`;
  throw new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    "no key was given and there is no terminal to ask at",
    { hint: `mayros onboard --auth-choice ${choice} ${field.flag} ${from}` },
  );
}

// What onboarding with one choice comes to: whose key, from where, under which name. Nothing is written
// here, so the live test and a dry run ask it as well.
import { resolveProvider } from "@mayros/catalog";
import { type Credential, MayrosError } from "@mayros/core";
import { type AuthChoice, listAuthChoices } from "../auth/auth-choices.ts";
import { checkedToken, pastedToken } from "../auth/given-credential.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { checkedKey } from "./checked-key.ts";
import { collectFields, fillBaseUrl, keyFieldOf } from "./collect-fields.ts";
import { requireGivenChoice } from "./require-choice.ts";

export interface OnboardOptions {
  /** Value of `--auth-choice`. */
  readonly choice: string;
  /** What was given: field name -> value. It wins over the environment. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  /** Default: the choice's own, else `<provider>:default`. */
  readonly profileId?: string | undefined;
  /** Keep the stored profile even where a key is at hand. */
  readonly keepStored?: boolean | undefined;
  /** ms until a token ends; default: what the choice says. */
  readonly expiresIn?: number | undefined;
  /** Takes the place of the choice's own default model. */
  readonly model?: string | undefined;
  /** Make the model the default: `when-unset` (the rule), `always`, `never`. */
  readonly setDefault?: "when-unset" | "always" | "never" | undefined;
  /** Say what would be written, and write nothing. */
  readonly dryRun?: boolean | undefined;
}

/** One choice with everything that is known about it. */
export interface OnboardPlan {
  readonly choice: AuthChoice;
  readonly provider: string;
  readonly profileId: string;
  readonly key: { readonly credential: Credential; readonly from: string } | undefined;
  readonly stored: boolean;
  readonly baseUrl: string | undefined;
}

/** Throws what `onboard` throws. */
export async function planOnboarding(
  machine: Machine,
  state: MachineState,
  options: OnboardOptions,
): Promise<OnboardPlan> {
  const { choice: name, values = {}, keepStored } = options;
  const choices = await listAuthChoices(machine);
  const choice = requireGivenChoice(choices, name);
  const { method } = choice;
  // Checked before anything is asked or stored: a config in replace mode may not have it.
  const target = resolveProvider(
    method.sets?.provider ?? choice.provider,
    state.config,
    state.providers,
  );
  const profileId = options.profileId ?? method.profileId ?? `${target.id}:default`;
  const { key: found, plain, missing } = collectFields(method, values, state.env);
  refuseMissing(
    choice,
    missing.filter((field) => !field.secret).map(({ flag }) => flag),
  );
  const stored = (await machine.profiles().list(target.id)).some(({ id }) => id === profileId);
  const key = keepStored && stored ? undefined : found;
  if (!key && !stored && keyFieldOf(method) && !target.keyless) throw keyMissing(choice);
  return {
    choice,
    provider: target.id,
    profileId,
    key: key && {
      credential:
        method.kind === "token"
          ? tokenOf(machine, key.value, choice, options.expiresIn)
          : { type: "api-key", key: checkedKey(key.value, choice, choices, state, key.from) },
      from: key.from,
    },
    stored,
    baseUrl: fillBaseUrl(method, plain) ?? ownBaseUrl(target.id, choices, state),
  };
}

function tokenOf(
  machine: Machine,
  text: string,
  { provider, providerName, method }: AuthChoice,
  expiresIn: number | undefined,
): Credential {
  const token = checkedToken(text, provider, providerName, keyFieldOf(method));
  return pastedToken(machine, token, method, expiresIn);
}

/**
 * The vendor's address, where the config still has the one that another choice of the same provider set
 * (China, coding plan): the key of this choice is not for that. An address of the person's own stays.
 */
function ownBaseUrl(
  provider: string,
  choices: readonly AuthChoice[],
  { config, host }: MachineState,
): string | undefined {
  const current = config.models?.providers?.[provider]?.baseUrl;
  const isOthers = choices.some(
    ({ provider: brand, method: { sets } }) =>
      sets?.baseUrl === current && (sets?.provider ?? brand) === provider,
  );
  return current !== undefined && isOthers
    ? host.shipped(provider)?.declaration.baseUrl
    : undefined;
}

function refuseMissing({ choice }: AuthChoice, flags: readonly string[]): void {
  if (flags.length === 0) return;
  throw new MayrosError("MAYROS_USAGE", `"${choice}" also needs ${flags.join(" and ")}`, {
    hint: `mayros onboard --auth-choice ${choice} ${flags.map((flag) => `${flag} <value>`).join(" ")}`,
    details: { choice, flags },
  });
}

function keyMissing({ choice, method }: AuthChoice): MayrosError {
  const { flag = "", env: names = [] } = keyFieldOf(method) ?? {};
  const [name] = names;
  return new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    `no ${method.kind === "token" ? "token" : "key"} was given${name === undefined ? "" : `, ${names.join(" and ")} ${names.length > 1 ? "are" : "is"} not set`}, and there is no terminal to ask at`,
    {
      hint: `mayros onboard --auth-choice ${choice} ${flag} ${name === undefined ? "-" : `env:${name}`}`,
    },
  );
}

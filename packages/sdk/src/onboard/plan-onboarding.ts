// What onboarding with one choice comes to: whose key, from where, under which name. Nothing is written
// here, so the live test and a dry run ask it as well.
import { resolveProvider } from "@mayros/catalog";
import {
  type Credential,
  MayrosError,
  type SecretReference,
  type TokenCredential,
} from "@mayros/core";
import type { ProfileSummary } from "@mayros/credentials";
import { type AuthChoice, listAuthChoices } from "../auth/auth-choices.ts";
import { checkedToken, pastedToken } from "../auth/given-credential.ts";
import {
  changesFields,
  checkedFields,
  type PlainFields,
  withFields,
} from "../auth/plain-fields.ts";
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
  /** To be stored; `from` is `stored` where only what stands beside it changes. */
  readonly key: PlannedKey | undefined;
  /** What is stored beside it, or is to be: an account, a resource. */
  readonly fields: PlainFields;
  readonly stored: boolean;
  readonly baseUrl: string | undefined;
}

interface PlannedKey {
  readonly credential: Credential;
  readonly from: string;
  /** Where the secret stands, if that of `credential` is empty. */
  readonly reference?: SecretReference;
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
  const before = (await machine.profiles().list(target.id)).find(({ id }) => id === profileId);
  refuseMissing(
    choice,
    missing
      .filter(({ name: field, secret }) => !secret && before?.fields?.[field] === undefined)
      .map(({ flag }) => flag),
  );
  const fields = checkedFields(state, target.id, plain, before);
  const taken = keepStored && before ? undefined : found;
  if (!taken && !before && keyFieldOf(method) && !target.keyless) throw keyMissing(choice);
  const key = taken
    ? {
        credential: {
          ...(method.kind === "token"
            ? tokenOf(machine, taken.value, choice, options.expiresIn)
            : {
                type: "api-key" as const,
                key: checkedKey(taken.value, choice, choices, state, taken.from),
              }),
          ...withFields(fields),
        },
        from: taken.from,
      }
    : await refilled(machine, before, fields);
  return {
    choice,
    provider: target.id,
    profileId,
    key,
    fields,
    stored: before !== undefined,
    baseUrl: fillBaseUrl(method, plain) ?? ownBaseUrl(target.id, choices, state),
  };
}

/** The stored key with what was given beside it; undefined where that changes nothing. */
async function refilled(
  machine: Machine,
  before: ProfileSummary | undefined,
  fields: PlainFields,
): Promise<PlannedKey | undefined> {
  if (!before || before.type === "oauth" || !changesFields(fields, before)) return undefined;
  const profile = await machine.profiles().read(before.id);
  if (!profile || profile.credential.type === "oauth") return undefined;
  const { credential, reference } = profile;
  return {
    credential: { ...credential, ...withFields(fields) },
    from: "stored",
    ...(reference && { reference }),
  };
}

function tokenOf(
  machine: Machine,
  text: string,
  { provider, providerName, method }: AuthChoice,
  expiresIn: number | undefined,
): TokenCredential {
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

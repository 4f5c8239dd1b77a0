// The live test of onboarding: asks one model of a choice with the key that would be stored, before it is.
import { resolveModel, resolveProvider } from "@mayros/catalog";
import type { Config } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import { findAuthChoice, listAuthChoices } from "../auth/auth-choices.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { findKeyProblem } from "./checked-key.ts";
import { type OnboardOptions, type OnboardPlan, planOnboarding } from "./plan-onboarding.ts";
import { requireGivenChoice } from "./require-choice.ts";
import { type CredentialTest, type Tried, tryCredential, type Verdict } from "./try-credential.ts";

export interface TestChoiceOptions extends OnboardOptions {
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT = 20_000;

export interface ChoiceTest extends CredentialTest {
  /** The value of `--auth-choice` whose address takes the key, where it is another one than was tested. */
  readonly choice?: string;
}

/** What an address says of a key that is for another one. */
const OF_NO_USE: ReadonlySet<Verdict> = new Set(["refused", "no-credit", "unclear"]);

/** Throws what `onboard` throws, and MAYROS_MODEL_UNSET where no model of the provider is known. */
export async function testChoice(
  machine: Machine,
  options: TestChoiceOptions,
): Promise<ChoiceTest> {
  const state = await machine.state();
  const test = await testOne(machine, state, options);
  if (!OF_NO_USE.has(test.verdict)) return test;
  for (const choice of await listOthers(machine, state, options.choice)) {
    const other = await testOne(machine, state, { ...options, choice });
    if (other.verdict === "works") return { ...other, choice };
  }
  return test;
}

/** Other choices that a key may be for; none where it goes to an address of the person's own. */
async function listOthers(
  machine: Machine,
  { config }: MachineState,
  name: string,
): Promise<string[]> {
  const choices = await listAuthChoices(machine);
  const found = findAuthChoice(choices, name);
  if (!found) return [];
  const { provider, method } = found;
  const kin = choices.filter((each) => each.provider === provider);
  const current = config.models?.providers?.[provider]?.baseUrl;
  const isOwn = !kin.some((each) => each.method.sets?.baseUrl === current);
  if (current !== undefined && isOwn) return [];
  return (method.tryOthers ?? []).flatMap(
    (id) => kin.find((each) => each.method.id === id)?.choice ?? [],
  );
}

async function testOne(
  machine: Machine,
  state: MachineState,
  options: TestChoiceOptions,
): Promise<CredentialTest> {
  const plan = await planOnboarding(machine, state, options);
  const config = asOnboarded(state.config, plan);
  const model = options.model ?? plan.choice.method.defaultModel ?? firstModel(plan, state);
  const resolved = resolveModel(model, config, state.providers);
  return tryCredential(machine, resolved, triedOf(plan), {
    timeout: TIMEOUT,
    signal: options.signal,
  });
}

/** What is wrong with a key for this choice, as a sentence; undefined when it may be right. */
export async function describeKeyProblem(
  machine: Machine,
  name: string,
  key: string,
): Promise<string | undefined> {
  const choices = await listAuthChoices(machine);
  const choice = requireGivenChoice(choices, name);
  return findKeyProblem(key, choice, choices, await machine.state())?.message;
}

/** The config as it will be, without an allowlist: it says what may be used, not what may be tested. */
function asOnboarded(config: Config, { provider, baseUrl }: OnboardPlan): Config {
  const { agents: _unused, ...rest } = config;
  if (baseUrl === undefined) return rest;
  const providers = config.models?.providers;
  return {
    ...rest,
    models: {
      ...config.models,
      providers: { ...providers, [provider]: { ...providers?.[provider], baseUrl } },
    },
  };
}

function firstModel({ provider, choice }: OnboardPlan, state: MachineState): string {
  const [model] = resolveProvider(provider, state.config, state.providers).models;
  if (model) return `${provider}/${model.id}`;
  throw new MayrosError("MAYROS_MODEL_UNSET", `no model of ${choice.providerName} is known`, {
    hint: `mayros run -m ${provider}/<model> "hello"`,
  });
}

function triedOf({ key, stored, profileId }: OnboardPlan): Tried {
  if (key) return { credential: key.credential };
  return stored ? { profileId } : { credential: undefined };
}

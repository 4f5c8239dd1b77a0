// Onboarding at a terminal. Everything is asked before anything is written, so that cancelling at any
// question leaves no trace.
import { type AuthField, type Environment, placeholderProblem } from "@mayros/core";
import {
  type AuthChoice,
  CUSTOM_CHOICE,
  findAuthChoice,
  isLogin,
  type LoginResult,
  type Mayros,
  type OnboardOptions,
  type OnboardResult,
  requireChoice,
  SKIP_CHOICE,
} from "@mayros/sdk";
import { optionName } from "../pick-auth-choice.ts";
import { askCustom } from "./ask-custom.ts";
import { askDefaultModel, askToSwitch } from "./ask-default-model.ts";
import { askKey } from "./ask-key.ts";
import { askAboutTest } from "./ask-test.ts";
import { type Asking, answered } from "./asking.ts";
import { logInWithChoice } from "./choice-login.ts";
import { listOffers, type Offer } from "./list-offers.ts";
import { readFields } from "./onboard-options.ts";
import type { Onboarded } from "./print-onboarding.ts";
import { tokenChoice, tokenWishes } from "./token-choice.ts";
import { tryChoice } from "./try-choice.ts";

/** `named` is the choice that the options say; undefined result: they want to skip it. */
export async function askOnboarding(asking: Asking, named: string | undefined): Promise<Onboarded> {
  const { mayros, given } = asking;
  const choices = await mayros.auth.choices();
  const offer: Offer =
    named === undefined ? await askOffer(mayros, choices) : { kind: "choice", choice: named };
  if (offer.choice === SKIP_CHOICE) return undefined;
  if (offer.choice === CUSTOM_CHOICE) return askCustom(asking);
  const wanted = findAuthChoice(choices, offer.choice);
  if (wanted && !wanted.enabled) await askToEnable(mayros, wanted);
  const choice = tokenChoice(
    choices,
    requireChoice(await mayros.auth.choices(), offer.choice),
    given,
  );
  return isLogin(choice.method)
    ? askAboutLogin(asking, choice)
    : askAboutChoice(asking, choice, offer);
}

/** What it says when it is used is shown before the login. */
async function askToEnable(mayros: Mayros, { plugin, method }: AuthChoice): Promise<void> {
  const { askYesNo } = await import("../ui/prompts.ts");
  const question = `"${method.label}" needs the plugin ${plugin}, which is off. Turn it on?`;
  if (answered(await askYesNo(question)) === false) answered(undefined);
  const { enableAtTerminal } = await import("../ui/enable-at-terminal.ts");
  await enableAtTerminal(mayros, plugin);
}

/** Whether its model becomes the default is asked before, so that nothing is asked after it was stored. */
async function askAboutLogin(asking: Asking, choice: AuthChoice): Promise<LoginResult> {
  const { defaultModel: current } = await asking.mayros.models.status();
  const { setDefault = "when-unset" } = await askToSwitch(
    choice.method.defaultModel,
    current ?? undefined,
  );
  const wish = setDefault === "when-unset" ? setDefault : setDefault === "always";
  return logInWithChoice(asking, choice, wish);
}

async function askOffer(mayros: Mayros, choices: readonly AuthChoice[]): Promise<Offer> {
  const [keys, servers] = await Promise.all([
    mayros.auth.environmentKeys(),
    mayros.models.detect(),
  ]);
  const offers = listOffers(choices, keys, servers);
  const { askChoice } = await import("../ui/prompts.ts");
  const picked = answered(await askChoice("What do you want to use?", offers.options));
  return answered(offers.find(picked));
}

async function askAboutChoice(
  asking: Asking,
  choice: AuthChoice,
  offer: Offer,
): Promise<OnboardResult> {
  const { mayros, given, env, test } = asking;
  const values = await readFields(choice, given, env);
  const wishes = tokenWishes(given);
  const answers = { ...values, ...(await askPlainFields(mayros, choice, values, env)) };
  const key = choice.method.fields?.find(({ secret }) => secret);
  let request: OnboardOptions = { choice: choice.choice, values: answers, ...wishes };
  // There is nothing to test where there is no key; a token needs code of its plugin to be sent.
  const wish = key && choice.method.kind !== "token" ? test : { ...test, skip: true };
  for (let picked: Offer | undefined = offer; ; picked = undefined) {
    request = await askKey(mayros, choice, request, picked);
    const { missing } = await mayros.onboard({ ...request, dryRun: true });
    // Nor where its model can't be asked yet, unless they insist.
    const skip = wish.skip || (missing !== undefined && !wish.always);
    const kept = await askAboutTest({ ...wish, skip }, () => tryChoice(mayros, request));
    if (kept !== "another") {
      request = { ...request, ...kept };
      break;
    }
    const { [key?.name ?? ""]: _refused, ...others } = answers;
    request = { choice: choice.choice, values: others, ...wishes };
  }
  const models = offer.kind === "server" ? offer.server.models : undefined;
  return mayros.onboard({ ...request, ...(await askDefaultModel(mayros, request, models)) });
}

/** Account numbers and the like, which have no prompt of their own to hide; those that are stored are kept. */
async function askPlainFields(
  mayros: Mayros,
  { method, provider }: AuthChoice,
  given: Readonly<Record<string, string>>,
  env: Environment,
): Promise<Record<string, string>> {
  const plain: Record<string, string> = {};
  const isOpen = ({ name, secret, env: names = [] }: AuthField): boolean =>
    !secret && given[name] === undefined && !names.some((variable) => env[variable]?.trim());
  const open = (method.fields ?? []).filter(isOpen);
  if (open.length === 0) return plain;
  const stored = await mayros.auth.list(method.sets?.provider ?? provider);
  const id = method.profileId ?? `${method.sets?.provider ?? provider}:default`;
  const kept = stored.find((profile) => profile.id === id)?.fields ?? {};
  const { askText } = await import("../ui/prompts.ts");
  for (const field of open.filter(({ name }) => kept[name] === undefined)) {
    plain[field.name] = answered(
      await askText(field.prompt, (answer) => fieldProblem(field, answer)),
    ).trim();
  }
  return plain;
}

/** An address is no name; what else there is to say of a name is said when it is stored. */
function fieldProblem({ name, flag }: AuthField, answer: string): string | undefined {
  if (answer.trim() === "") return `needed; by option: --${optionName(flag)}`;
  return name === "baseUrl" ? undefined : placeholderProblem(name, answer.trim(), []);
}

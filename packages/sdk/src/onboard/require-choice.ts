// The choice that a person named, or why it can't be taken: no such choice, a login that this version
// can't do, a plugin that is off. Pure.
import { isUsableMethod, MayrosError, nearestName } from "@mayros/core";
import { type AuthChoice, findAuthChoice } from "../auth/auth-choices.ts";

/** Choices of onboarding itself, that no plugin brings. */
export const CUSTOM_CHOICE = "custom-api-key";
export const SKIP_CHOICE = "skip";

/** Throws MAYROS_USAGE, MAYROS_LOGIN_NEEDED and MAYROS_PROVIDER_DISABLED. */
export function requireChoice(choices: readonly AuthChoice[], wanted: string): AuthChoice {
  const choice = findAuthChoice(choices, wanted);
  if (!choice) throw unknownChoice(choices, wanted);
  // Asked first: turning a plugin on would not help.
  if (!isUsableMethod(choice.method)) throw notYet(choices, choice, wanted);
  if (choice.enabled) return choice;
  throw new MayrosError("MAYROS_PROVIDER_DISABLED", `the plugin ${choice.plugin} is off`, {
    hint: `mayros plugins enable ${choice.plugin}`,
  });
}

function unknownChoice(choices: readonly AuthChoice[], wanted: string): MayrosError {
  const names = choices.flatMap(({ choice, method }) => (isUsableMethod(method) ? [choice] : []));
  names.push(CUSTOM_CHOICE, SKIP_CHOICE);
  const ofProvider = choices.find(
    ({ provider, method }) => provider === wanted.toLowerCase() && isUsableMethod(method),
  );
  const nearest = ofProvider?.choice ?? nearestName(wanted, names);
  return new MayrosError(
    "MAYROS_USAGE",
    `no auth choice is called "${wanted}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: `use one of: ${names.join(", ")}`, details: { choices: names } },
  );
}

const WAYS = {
  "oauth-browser": "logs in with a browser",
  "oauth-device": "logs in by a code that a person enters on a page",
  token: "stores a token that expires",
  ambient: "uses a login of this machine that another program made",
  "api-key": "takes a key",
  none: "takes nothing",
};

function notYet(
  choices: readonly AuthChoice[],
  { choice, provider, method }: AuthChoice,
  wanted: string,
): MayrosError {
  const usable = choices.filter((each) => each.enabled && isUsableMethod(each.method));
  const instead =
    usable.find((each) => each.provider === provider) ??
    usable.find((each) => method.group !== undefined && each.method.group === method.group);
  const name = wanted === choice ? `"${choice}"` : `"${wanted}" (now "${choice}")`;
  return new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    `${name} ${WAYS[method.kind]}, which this version of mayros can't do yet: ${method.label}; nothing was stored`,
    {
      hint: instead
        ? `mayros onboard --auth-choice ${instead.choice} (a key of ${instead.providerName})`
        : "mayros onboard --help names the choices that work",
      details: { choice, provider, kind: method.kind },
    },
  );
}

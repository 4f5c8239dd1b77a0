// The choice that a person named, or why it can't be taken: no such choice, a plugin that is off, a login that
// needs a person. Pure.

import { type AuthMethod, didYouMean, isOAuthKind, MayrosError, nearestName } from "@mayros/core";
import { loginCommand } from "@mayros/credentials";
import { type AuthChoice, findAuthChoice } from "../auth/auth-choices.ts";

/** Choices of onboarding itself, that no plugin brings. */
export const CUSTOM_CHOICE = "custom-api-key";
export const SKIP_CHOICE = "skip";

/** Throws MAYROS_USAGE and MAYROS_PROVIDER_DISABLED. */
export function requireChoice(choices: readonly AuthChoice[], wanted: string): AuthChoice {
  const choice = findAuthChoice(choices, wanted);
  if (!choice) throw unknownChoice(choices, wanted);
  if (choice.enabled) return choice;
  throw new MayrosError(
    "MAYROS_PROVIDER_DISABLED",
    `"${wanted}" needs the plugin ${choice.plugin}, which is off`,
    { hint: `mayros plugins enable ${choice.plugin}`, details: { plugin: choice.plugin } },
  );
}

/** It is done by `auth.login`: something has to be agreed to, or is there already. */
export function isLogin({ kind }: Pick<AuthMethod, "kind">): boolean {
  return isOAuthKind(kind) || kind === "ambient";
}

/** The same, of choices that are no more than something given. Throws MAYROS_LOGIN_NEEDED, too. */
export function requireGivenChoice(choices: readonly AuthChoice[], wanted: string): AuthChoice {
  const choice = requireChoice(choices, wanted);
  if (isLogin(choice.method)) throw needsPerson(choice, wanted);
  return choice;
}

function unknownChoice(choices: readonly AuthChoice[], wanted: string): MayrosError {
  const names = [...choices.map(({ choice }) => choice), CUSTOM_CHOICE, SKIP_CHOICE];
  const ofProvider = choices.find(({ provider }) => provider === wanted.toLowerCase());
  const nearest = ofProvider?.choice ?? nearestName(wanted, names);
  return new MayrosError(
    "MAYROS_USAGE",
    `no auth choice is called "${wanted}"${didYouMean(nearest)}`,
    {
      hint: nearest ? `mayros onboard --auth-choice ${nearest}` : "mayros onboard --help",
      details: { choices: names },
    },
  );
}

const WAYS = {
  "oauth-browser": "logs in with a browser",
  "oauth-device": "logs in by a code that a person enters on a page",
  ambient: "takes over a login that another program made",
  token: "takes a token",
  "api-key": "takes a key",
  none: "takes nothing",
};

function needsPerson({ choice, provider, method }: AuthChoice, wanted: string): MayrosError {
  const name = wanted === choice ? `"${choice}"` : `"${wanted}" (now "${choice}")`;
  return new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    `${name} ${WAYS[method.kind]}: ${method.label}; nothing was stored`,
    {
      hint: loginCommand(provider, undefined, method.id),
      details: { choice, provider, kind: method.kind },
    },
  );
}

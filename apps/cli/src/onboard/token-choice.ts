// `--auth-choice token` with its options: whose token it is, under which name it is stored and when it ends. Pure.
import { MayrosError, shellWord } from "@mayros/core";
import type { AuthChoice, OnboardOptions } from "@mayros/sdk";
import { parseDuration } from "../parse-duration.ts";
import type { GivenOptions } from "../pick-auth-choice.ts";

const flags = ["token-provider", "token-profile-id", "token-expires-in"] as const;

/** Of several providers that take a token the one that `--token-provider` names. Throws MAYROS_USAGE. */
export function tokenChoice(
  choices: readonly AuthChoice[],
  choice: AuthChoice,
  given: GivenOptions,
): AuthChoice {
  const flag = flags.find((name) => given[name] !== undefined);
  if (flag !== undefined && choice.method.kind !== "token") {
    throw new MayrosError("MAYROS_USAGE", `--${flag} goes with a choice that takes a token`, {
      hint: "mayros onboard --auth-choice token --token env:NAME",
    });
  }
  const provider = given["token-provider"]?.toLowerCase();
  if (provider === undefined || provider === choice.provider) return choice;
  const other = choices.find((each) => each.provider === provider && each.method.kind === "token");
  if (other) return other;
  throw new MayrosError("MAYROS_USAGE", `onboarding knows no token of ${provider}`, {
    hint: `mayros models auth paste-token --provider ${shellWord(provider)}`,
  });
}

/** Throws MAYROS_USAGE. */
export function tokenWishes(given: GivenOptions): Pick<OnboardOptions, "expiresIn" | "profileId"> {
  const expires = given["token-expires-in"];
  return {
    profileId: given["token-profile-id"],
    ...(expires === undefined ? {} : { expiresIn: parseDuration("--token-expires-in", expires) }),
  };
}

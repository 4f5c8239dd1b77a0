// Which `--auth-choice` a person means: the one they named, or the one whose key option they gave. Pure.
import { MayrosError } from "@mayros/core";
import { type AuthChoice, CUSTOM_CHOICE } from "@mayros/sdk";

/** Options as they were given, without their dashes. */
export type GivenOptions = Readonly<Record<string, string | undefined>>;

export const optionName = (flag: string): string => flag.replace(/^--/, "");

/** Throws MAYROS_USAGE when several are meant; undefined when none is. */
export function pickAuthChoice(
  choices: readonly AuthChoice[],
  given: GivenOptions,
): string | undefined {
  return given["auth-choice"] ?? inferChoice(choices, given);
}

/** Those whose plugin is on. */
export function usableChoices(choices: readonly AuthChoice[]): AuthChoice[] {
  return choices.filter(({ enabled }) => enabled);
}

/** One key option alone says which choice is meant; account numbers and the like go with a key. */
function inferChoice(choices: readonly AuthChoice[], given: GivenOptions): string | undefined {
  const keys = new Map<string, string>();
  let other: string | undefined;
  const isGiven = (flag: string): boolean => given[optionName(flag)] !== undefined;
  for (const { choice, method } of choices) {
    for (const { flag, secret } of method.fields ?? []) {
      if (!isGiven(flag)) continue;
      if (!secret) other ??= choice;
      else if (!keys.has(flag)) keys.set(flag, choice);
    }
  }
  if (isGiven("--custom-api-key")) keys.set("--custom-api-key", CUSTOM_CHOICE);
  if (isGiven("--custom-base-url") || isGiven("--custom-model-id")) other ??= CUSTOM_CHOICE;
  if (keys.size <= 1) return [...keys.values()][0] ?? other;
  throw new MayrosError("MAYROS_USAGE", `several keys were given: ${[...keys.keys()].join(", ")}`, {
    hint: "give one, or name --auth-choice",
  });
}

// Which `--auth-choice` a person means: the one they named, the one whose key option they gave, or
// the one they pick from a list.
import { MayrosError } from "@mayros/core";
import type { AuthChoice } from "@mayros/sdk";
import { canAsk } from "./ui/terminal.ts";

/** Options as they were given, without their dashes. */
export type GivenOptions = Readonly<Record<string, string | undefined>>;

export const optionName = (flag: string): string => flag.replace(/^--/, "");

/** Throws MAYROS_USAGE when it can't be told, and MAYROS_ABORTED when the person picks none. */
export async function pickAuthChoice(
  choices: readonly AuthChoice[],
  given: GivenOptions,
): Promise<string> {
  return given["auth-choice"] ?? inferChoice(choices, given) ?? (await ask(choices));
}

/** Those that this version can do and whose plugin is on: what a list may offer. */
export function usableChoices(choices: readonly AuthChoice[]): AuthChoice[] {
  return choices.filter(({ enabled, method }) => enabled && method.kind === "api-key");
}

/** One key option alone says which choice is meant. */
function inferChoice(choices: readonly AuthChoice[], given: GivenOptions): string | undefined {
  const flags = new Set<string>();
  let first: string | undefined;
  for (const { choice, method } of choices) {
    for (const { flag } of method.fields ?? []) {
      if (given[optionName(flag)] === undefined || flags.has(flag)) continue;
      flags.add(flag);
      first ??= choice;
    }
  }
  if (flags.size <= 1) return first;
  throw new MayrosError("MAYROS_USAGE", `several keys were given: ${[...flags].join(", ")}`, {
    hint: "give one, or name --auth-choice",
  });
}

async function ask(choices: readonly AuthChoice[]): Promise<string> {
  if (!canAsk()) {
    throw new MayrosError(
      "MAYROS_USAGE",
      "--auth-choice is missing and there is no terminal to ask at",
      { hint: "mayros onboard --auth-choice <choice>; mayros onboard --help names them" },
    );
  }
  const { askChoice } = await import("./ui/prompts.ts");
  const answer = await askChoice(
    "Which provider do you have a key for?",
    usableChoices(choices).map(({ choice, method: { label, hint } }) => ({
      value: choice,
      label,
      ...(hint === undefined ? {} : { hint }),
    })),
  );
  if (answer !== undefined) return answer;
  throw new MayrosError("MAYROS_ABORTED", "nothing was stored");
}

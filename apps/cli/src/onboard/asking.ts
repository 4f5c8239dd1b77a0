// What every question of onboarding shares: what was given, what cancelling means, lines in between.
import { type Environment, MayrosError } from "@mayros/core";
import type { Mayros } from "@mayros/sdk";
import type { GivenOptions } from "../pick-auth-choice.ts";
import { oneLine } from "../ui/terminal.ts";
import { writeError } from "../ui/write-output.ts";

export interface Asking {
  readonly mayros: Mayros;
  readonly given: GivenOptions;
  readonly env: Environment;
  readonly test: TestWish;
  readonly login: LoginWish;
}

export interface LoginWish {
  /** `--accept-terms`. */
  readonly acceptTerms: boolean;
  /** `--no-browser`. */
  readonly noBrowser: boolean;
  /** A program reads stdout. */
  readonly json: boolean;
}

export interface TestWish {
  /** `--test`: without asking. */
  readonly always: boolean;
  /** `--skip-test`. */
  readonly skip: boolean;
}

/** What a person answered; throws MAYROS_ABORTED when they cancelled instead. */
export function answered<Answer>(answer: Answer | undefined): Answer {
  if (answer !== undefined) return answer;
  throw new MayrosError("MAYROS_ABORTED", "cancelled: nothing was stored");
}

/** A line between two questions. */
export function say(text: string): void {
  writeError(`${oneLine(text)}\n`);
}

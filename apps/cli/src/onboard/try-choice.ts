// The live test of a choice, which Ctrl-C ends: a token that is being renewed for it is not lost then.
import type { ChoiceTest, Mayros } from "@mayros/sdk";
import { untilInterrupted } from "../run/until-interrupted.ts";

export function tryChoice(
  mayros: Mayros,
  request: Parameters<Mayros["auth"]["test"]>[0],
): Promise<ChoiceTest> {
  return untilInterrupted((signal) => mayros.auth.test({ ...request, signal }), mayros);
}

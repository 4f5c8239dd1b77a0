// The live test: offered, done, told in words, and its consequence.
import type { ChoiceTest } from "@mayros/sdk";
import { answered, say, type TestWish } from "./asking.ts";
import { describeTest } from "./print-onboarding.ts";

/** `another` key is wanted, or this one is kept: for another choice, where it works as one of that. */
export async function askAboutTest(
  { always, skip }: TestWish,
  test: () => Promise<ChoiceTest>,
): Promise<"another" | { readonly choice?: string }> {
  if (skip) return {};
  const { askOne, askYesNo } = await import("../ui/prompts.ts");
  if (!always) {
    const question = "Test the key now? It costs a fraction of a cent.";
    if (!answered(await askYesNo(question))) return {};
  }
  say("asking...");
  const result = await test();
  say(describeTest(result));
  const { verdict, choice } = result;
  if (verdict === "works" || verdict === "rate-limited")
    return choice === undefined ? {} : { choice };
  const another = { value: "another" as const, label: "Take another key" };
  const keep = { value: "keep" as const, label: "Store it all the same" };
  const options = verdict === "refused" ? [another, keep] : [keep, another];
  return answered(await askOne("What now?", options)) === "another" ? "another" : {};
}

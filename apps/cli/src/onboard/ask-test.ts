// The live test: offered, done, told in words, and its consequence.
import type { CredentialTest } from "@mayros/sdk";
import { answered, say, type TestWish } from "./asking.ts";
import { describeTest } from "./print-onboarding.ts";

/** `keep` the key, or ask for `another`. */
export async function askAboutTest(
  { always, skip }: TestWish,
  test: () => Promise<CredentialTest>,
): Promise<"keep" | "another"> {
  if (skip) return "keep";
  const { askOne, askYesNo } = await import("../ui/prompts.ts");
  if (!always) {
    const question = "Test the key now? It costs a fraction of a cent.";
    if (!answered(await askYesNo(question))) return "keep";
  }
  say("asking...");
  const result = await test();
  say(describeTest(result));
  if (result.verdict === "works" || result.verdict === "rate-limited") return "keep";
  const another = { value: "another" as const, label: "Take another key" };
  const keep = { value: "keep" as const, label: "Store it all the same" };
  const options = result.verdict === "refused" ? [another, keep] : [keep, another];
  return answered(await askOne("What now?", options));
}

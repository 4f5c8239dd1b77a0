// A server that no plugin knows, at a terminal: its URL, key and model, and whose API it speaks, which is
// found out by asking it.
import { MayrosError } from "@mayros/core";
import {
  type Compatibility,
  type OnboardCustomOptions,
  type OnboardResult,
  type Probe,
  parseCompatibility,
} from "@mayros/sdk";
import { readSecret } from "../read-secret.ts";
import { askToSwitch } from "./ask-default-model.ts";
import { type Asking, answered, say } from "./asking.ts";
import { describeTest } from "./print-onboarding.ts";

export async function askCustom(asking: Asking): Promise<OnboardResult> {
  const { mayros, given } = asking;
  const named = parseCompatibility(given["custom-compatibility"]);
  const server = await askServer(asking);
  const compatibility = named ?? (await askStyle(await probe(asking, server)));
  const request = { ...server, compatibility };
  const plan = await mayros.onboardCustom({ ...request, dryRun: true, setDefault: "never" });
  const decision = await askToSwitch(plan.model, plan.defaultModel);
  return mayros.onboardCustom({ ...request, ...decision });
}

async function probe({ mayros }: Asking, server: OnboardCustomOptions): Promise<Probe> {
  say("asking the server in both styles...");
  return mayros.probeCustom(server);
}

async function askServer({ mayros, given, env }: Asking): Promise<OnboardCustomOptions> {
  const { askSecret, askText } = await import("../ui/prompts.ts");
  const needed = (answer: string): string | undefined => (answer === "" ? "needed" : undefined);
  const url = (answer: string): string | undefined =>
    /^https?:\/\/[^\s/]/.test(answer) ? undefined : "an http or https URL is needed";
  const baseUrl =
    given["custom-base-url"] ?? answered(await askText("Base URL", url, "https://host/v1")).trim();
  const modelId =
    given["custom-model-id"] ?? answered(await askText("Id of a model it has", needed)).trim();
  const flagged = given["custom-api-key"];
  const server = { baseUrl, modelId, providerId: given["custom-provider-id"] };
  if (flagged !== undefined) {
    return { ...server, key: await readSecret("--custom-api-key", flagged, env) };
  }
  // Throws for a URL or id that can't be; without a key only where one is needed and none is at hand.
  const isOpen = await mayros.onboardCustom({ ...server, dryRun: true }).then(
    ({ keyFrom }) => keyFrom === undefined,
    (error: unknown) => {
      if (MayrosError.isInstance(error) && error.code === "MAYROS_LOGIN_NEEDED") return true;
      throw error;
    },
  );
  if (!isOpen) return server;
  const key = answered(await askSecret("API key (Enter for none, on your own network)"));
  return key.trim() === "" ? server : { ...server, key };
}

/** What the server speaks; asks where it did not say. */
async function askStyle({ compatibility, tests }: Probe): Promise<Compatibility> {
  for (const test of tests) say(`${test.compatibility}: ${describeTest(test)}`);
  const answer = tests.find((test) => test.compatibility === compatibility);
  if (answer?.verdict === "works" || answer?.verdict === "rate-limited") {
    say(`the server speaks the ${answer.compatibility} format`);
    return answer.compatibility;
  }
  const { askOne } = await import("../ui/prompts.ts");
  const message = answer
    ? "The server did not take the request. Store it all the same?"
    : "The server answered in neither style. Store it all the same?";
  const options = tests.map(({ compatibility: value }) => ({
    value,
    label: `Yes, it speaks the ${value} format`,
  }));
  const stop = { value: "stop" as const, label: "No" };
  const picked = answered(await askOne(message, answer ? [...options, stop] : [stop, ...options]));
  return answered(picked === "stop" ? undefined : picked);
}

// `mayros onboard`: from nothing to a model that answers. Choices, flags and prompts come from the
// manifests of the plugins.
import { findAuthChoice, SKIP_CHOICE } from "@mayros/sdk";
import { defineCommand } from "../command.ts";
import { askOnboarding } from "../onboard/ask-onboarding.ts";
import type { Asking } from "../onboard/asking.ts";
import { declareOptions, onboardOptions, withoutOwnFlags } from "../onboard/onboard-options.ts";
import { onboardWithoutAsking } from "../onboard/onboard-without-asking.ts";
import { type Onboarded, printOnboarding } from "../onboard/print-onboarding.ts";
import { type GivenOptions, pickAuthChoice } from "../pick-auth-choice.ts";
import { canAsk } from "../ui/terminal.ts";
import { writeError, writeJson, writeOutput } from "../ui/write-output.ts";

export const command = defineCommand({
  options: onboardOptions,
  moreOptions: declareOptions,
  details:
    'The key is taken from its option ("-" reads stdin, "env:NAME" a variable), else from the provider\'s environment variable, else asked for unseen; a stored one is kept where no other is given. It is stored on this machine, readable by you alone. Nothing is written before the last question is answered.',
  examples: [
    "mayros onboard",
    "mayros onboard --auth-choice groq-api-key",
    "mayros onboard --auth-choice zai-api-key --zai-api-key env:MY_KEY --test",
    "pass show groq | mayros onboard --groq-api-key -",
    "mayros onboard --custom-base-url http://localhost:8080/v1 --custom-model-id m",
  ],
  async run({ mayros, options, env, json }) {
    const { test: always = false, "skip-test": skip = false } = options;
    // All others take a text.
    const given = options as unknown as GivenOptions;
    const login = {
      acceptTerms: options["accept-terms"] ?? false,
      noBrowser: options["no-browser"] ?? false,
      json: json && !canAsk(),
    };
    const asking: Asking = { mayros, given, env, test: { always, skip }, login };
    const choices = await mayros.auth.choices();
    const named = pickAuthChoice(choices.map(withoutOwnFlags), given);
    const current = named === undefined ? undefined : findAuthChoice(choices, named)?.choice;
    if (current !== undefined && current !== named) {
      writeError(`note: "${named}" is now called "${current}"\n`);
    }
    const interactive = canAsk() && !options["non-interactive"];
    report(await (interactive ? askOnboarding : onboardWithoutAsking)(asking, named), json);
    return 0;
  },
});

function report(result: Onboarded, json: boolean): void {
  if (json) writeJson(result ?? { choice: SKIP_CHOICE, skipped: true });
  else if (result) printOnboarding(result);
  else writeOutput("skipped: nothing was asked, nothing was written\n");
}

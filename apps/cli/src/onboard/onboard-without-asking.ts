// Onboarding in scripts, in CI and wherever nobody can be asked: everything comes from options, the
// environment and what is stored.
import { MayrosError } from "@mayros/core";
import {
  type ChoiceTest,
  CUSTOM_CHOICE,
  type EnvironmentKey,
  type OnboardCustomOptions,
  type OnboardResult,
  parseCompatibility,
  requireChoice,
  SKIP_CHOICE,
} from "@mayros/sdk";
import { readSecret } from "../read-secret.ts";
import { oneLine } from "../ui/terminal.ts";
import { writeError } from "../ui/write-output.ts";
import type { Asking } from "./asking.ts";
import { logInWithChoice } from "./choice-login.ts";
import { readFields } from "./onboard-options.ts";
import { describeTest, type Onboarded } from "./print-onboarding.ts";
import { tokenChoice, tokenWishes } from "./token-choice.ts";
import { tryChoice } from "./try-choice.ts";

/** Undefined: it was to be skipped. */
export async function onboardWithoutAsking(
  asking: Asking,
  named: string | undefined,
): Promise<Onboarded> {
  const { mayros, given, env, test } = asking;
  if (named === undefined) throw whichChoice(await mayros.auth.environmentKeys());
  if (named === SKIP_CHOICE) return undefined;
  if (named === CUSTOM_CHOICE) return onboardServer(asking);
  const choices = await mayros.auth.choices();
  const choice = tokenChoice(choices, requireChoice(choices, named), given);
  // Nobody has to agree to a login that another program made.
  if (choice.method.kind === "ambient") return logInWithChoice(asking, choice, "when-unset");
  const values = await readFields(choice, given, env);
  const request = { choice: choice.choice, values, ...tokenWishes(given) };
  if (!test.always || test.skip) return mayros.onboard(request);
  const tested = await tryChoice(mayros, request);
  judge(tested);
  return mayros.onboard({ ...request, choice: tested.choice ?? request.choice });
}

const MOST_HINTS = 3;

function whichChoice(keys: readonly EnvironmentKey[]): MayrosError {
  const commands = keys
    .slice(0, MOST_HINTS)
    .map(({ choice, variable }) => `${variable} is set: mayros onboard --auth-choice ${choice}`);
  return new MayrosError(
    "MAYROS_USAGE",
    "--auth-choice is missing, and there is no terminal to ask at",
    {
      hint:
        commands.length > 0
          ? commands.join("; ")
          : "mayros onboard --auth-choice <choice> --<its key option> env:NAME; mayros onboard --help names them",
      details: { environment: keys.map(({ variable, choice }) => ({ variable, choice })) },
    },
  );
}

async function onboardServer({ mayros, given, env, test }: Asking): Promise<OnboardResult> {
  const { "custom-base-url": baseUrl, "custom-model-id": modelId } = given;
  const missing = ["--custom-base-url <url>", "--custom-model-id <id>"].filter(
    (_flag, index) => [baseUrl, modelId][index] === undefined,
  );
  if (baseUrl === undefined || modelId === undefined) {
    throw new MayrosError("MAYROS_USAGE", `a custom server also needs ${missing.join(" and ")}`, {
      hint: `mayros onboard --auth-choice ${CUSTOM_CHOICE} --custom-base-url https://host/v1 --custom-model-id <id> --custom-api-key env:CUSTOM_API_KEY`,
    });
  }
  const compatibility = parseCompatibility(given["custom-compatibility"]);
  const flagged = given["custom-api-key"];
  const server: OnboardCustomOptions = {
    baseUrl,
    modelId,
    compatibility,
    providerId: given["custom-provider-id"],
    ...(flagged === undefined ? {} : { key: await readSecret("--custom-api-key", flagged, env) }),
  };
  if (!test.always || test.skip) return mayros.onboardCustom(server);
  const probe = await mayros.probeCustom(server);
  const answer =
    probe.tests.find((each) => each.compatibility === probe.compatibility) ?? probe.tests[0];
  if (answer) judge(answer, probe.compatibility === undefined);
  return mayros.onboardCustom({ ...server, compatibility: probe.compatibility });
}

/** A key that can't be used is not stored; throws with the exit code that `mayros run` would have had. */
function judge(test: ChoiceTest, strict = false): void {
  const text = describeTest(test);
  if (test.verdict === "refused") {
    throw new MayrosError("MAYROS_LOGIN_NEEDED", `${text}; nothing was stored`);
  }
  if (test.verdict === "no-network") {
    throw new MayrosError("MAYROS_NETWORK", `${text}; nothing was stored`, {
      hint: "try again, or leave --test out",
    });
  }
  if (strict && test.verdict === "unclear") {
    throw new MayrosError("MAYROS_PROVIDER_ERROR", `${text}; nothing was stored`, {
      hint: "check --custom-base-url (is a /v1 missing?) and --custom-model-id",
    });
  }
  writeError(`${test.verdict === "works" ? "" : "warning: "}${oneLine(text)}\n`);
}

// What onboarding says at the end: what was written where, and the next command. Never a key.
import type { ChoiceTest, LoginResult, OnboardResult } from "@mayros/sdk";
import { describeLogin } from "../login/print-login.ts";
import { quoteWord } from "../quote-word.ts";
import { oneLine } from "../ui/terminal.ts";
import { writeOutput } from "../ui/write-output.ts";

/** Undefined: it was to be skipped. */
export type Onboarded = OnboardResult | LoginResult | undefined;

export function printOnboarding(result: OnboardResult | LoginResult): void {
  const lines = "choice" in result ? describeOnboarding(result) : describeLogin(result);
  for (const line of lines) writeOutput(`${oneLine(line)}\n`);
}

export function describeOnboarding(result: OnboardResult): string[] {
  const { profile, config } = result.written;
  const beside = Object.entries(result.fields ?? {}).map(([name, value]) => `${name} ${value}`);
  const lines = [profileLine(result)];
  if (beside.length > 0) lines.push(`  with ${beside.join(", ")}`);
  if (profile) lines.push(`  in ${profile.path}, readable by you alone`);
  if (config) {
    lines.push(`wrote ${config.path}`);
    for (const [path, value] of Object.entries(config.values)) {
      lines.push(`  ${path} = ${JSON.stringify(value)}`);
    }
  }
  if (result.defaultModel !== undefined) {
    lines.push(`default model: ${result.defaultModel}${result.defaultModelSet ? "" : " (kept)"}`);
  } else if (result.missing !== undefined) {
    lines.push(`default model: not set, for ${result.model} can't be asked yet`);
  }
  return [...lines, `next: ${nextCommand(result)}`];
}

function profileLine({ profileId, keyFrom, replaced, provider }: OnboardResult): string {
  if (profileId === undefined) return `${provider} needs no key; nothing is stored for it`;
  if (keyFrom === "stored" && replaced) return `kept the key of ${profileId}`;
  if (keyFrom === "stored") return `kept ${profileId}, which was stored already`;
  const from = keyFrom === "given" ? "" : ` (from ${keyFrom})`;
  return `${replaced ? "replaced" : "stored"} ${profileId}${from}`;
}

/** Asks the provider that was onboarded, also where another one stays the default. */
function nextCommand({ provider, model, missing, defaultModel }: OnboardResult): string {
  const isDefault = model !== undefined && model === defaultModel;
  if (missing !== undefined) {
    return defaultModel === undefined || isDefault ? "mayros onboard" : 'mayros run "hello"';
  }
  if (isDefault) return 'mayros run "hello"';
  if (model !== undefined)
    return `mayros run -m ${/^[\w./:@-]+$/.test(model) ? model : quoteWord(model)} "hello"`;
  return `mayros models list --all --provider ${provider}`;
}

/** The outcome of a live test as a sentence. */
export function describeTest({ verdict, model, message = "", choice }: ChoiceTest): string {
  switch (verdict) {
    case "works":
      return choice === undefined
        ? `it works: ${model} answered`
        : `it works as a key of ${choice}, which is taken: ${model} answered`;
    case "refused":
      return `the key was refused: ${message}`;
    case "rate-limited":
      return `the key is accepted, but rate limited now: ${message}`;
    case "no-credit":
      return `the key is accepted, but has no credit: ${message}`;
    case "no-network":
      return `nobody answered, so nothing was tested: ${message}`;
    case "unclear":
      return `the test tells nothing: ${message}`;
  }
}

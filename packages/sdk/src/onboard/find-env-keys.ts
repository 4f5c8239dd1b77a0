// Keys that are in the environment already and that onboarding could store: whose, and under which
// name. The values stay where they are.
import type { Environment } from "@mayros/core";
import { type AuthChoice, listAuthChoices } from "../auth/auth-choices.ts";
import type { Machine } from "../machine/open-machine.ts";
import { isLogin } from "./require-choice.ts";

export interface EnvironmentKey {
  /** Value of `--auth-choice` that takes it. */
  readonly choice: string;
  readonly provider: string;
  readonly providerName: string;
  readonly variable: string;
}

export async function listEnvKeys(machine: Machine): Promise<EnvironmentKey[]> {
  return findEnvKeys(await listAuthChoices(machine), (await machine.state()).env);
}

/** One per provider, and one per variable: some vendors' choices share theirs. */
function findEnvKeys(choices: readonly AuthChoice[], env: Environment): EnvironmentKey[] {
  const found = new Map<string, EnvironmentKey>();
  const providers = new Set<string>();
  for (const { choice, provider, providerName, enabled, method } of choices) {
    if (!enabled || isLogin(method) || providers.has(provider)) continue;
    const names = (method.fields ?? []).flatMap((field) => (field.secret ? (field.env ?? []) : []));
    const variable = names.find((name) => env[name]?.trim());
    if (variable === undefined || found.has(variable)) continue;
    providers.add(provider);
    found.set(variable, { choice, provider, providerName, variable });
  }
  return [...found.values()];
}

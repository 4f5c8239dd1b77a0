// Every `--auth-choice`, from the manifests: what it logs in to, which flags it takes, and the
// plugin to enable first where that is off.
import type { AuthMethod } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";

export interface AuthChoice {
  readonly choice: string;
  readonly provider: string;
  readonly providerName: string;
  readonly plugin: string;
  readonly enabled: boolean;
  /** The provider can be used without a key, too. */
  readonly keyless: boolean;
  readonly method: AuthMethod;
}

export async function listAuthChoices(machine: Machine): Promise<AuthChoice[]> {
  const { host } = await machine.state();
  const choices: AuthChoice[] = [];
  for (const plugin of host.plugins) {
    if (plugin.problem !== undefined) continue;
    for (const provider of plugin.providers) {
      const block = host.shipped(provider);
      const keyless = block?.declaration.authMethods.some(({ kind }) => kind === "none") ?? false;
      for (const method of block?.declaration.authMethods ?? []) {
        if (method.choice === undefined) continue;
        choices.push({
          choice: method.choice,
          provider,
          providerName: block?.declaration.name ?? provider,
          plugin: plugin.id,
          enabled: plugin.enabled,
          keyless,
          method,
        });
      }
    }
  }
  return choices;
}

/** By its value, a former one included. */
export function findAuthChoice(
  choices: readonly AuthChoice[],
  name: string,
): AuthChoice | undefined {
  return choices.find(
    ({ choice, method }) => choice === name || method.deprecatedChoices?.includes(name),
  );
}

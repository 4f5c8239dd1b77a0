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
    // Its own blocks: of a provider that two plugins claim each has another one.
    for (const { id, declaration } of host.blocksOf(plugin)) {
      const keyless = declaration.authMethods.some(({ kind }) => kind === "none");
      for (const method of declaration.authMethods) {
        if (method.choice === undefined) continue;
        choices.push({
          choice: method.choice,
          provider: id,
          providerName: declaration.name ?? id,
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

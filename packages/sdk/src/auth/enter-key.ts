// A login that is an API key goes the way of onboarding, which knows the shapes of keys and what each choice implies.
import type { AuthMethod } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { collectFields } from "../onboard/collect-fields.ts";
import { onboard } from "../onboard/onboard.ts";
import type { LoginTarget } from "./find-login.ts";
import { askFields } from "./given-credential.ts";
import type { LoginOptions, LoginResult } from "./login-options.ts";

/** `choice`: the method's. Throws what `onboard` throws. */
export async function enterKey(
  machine: Machine,
  target: LoginTarget,
  method: AuthMethod,
  choice: string,
  options: LoginOptions,
): Promise<LoginResult> {
  const { env } = await machine.state();
  // What is no secret is not asked for where a variable says it.
  const { plain } = collectFields(method, {}, env);
  const fields = method.fields?.filter(({ name }) => !Object.hasOwn(plain, name)) ?? [];
  const values = await askFields({ fields }, options);
  const setDefault =
    options.setDefault === "when-unset" ? "when-unset" : options.setDefault ? "always" : "never";
  const { profileId } = options;
  const done = await onboard(machine, { choice, values, setDefault, profileId });
  return {
    provider: done.provider,
    providerName: target.providerName,
    method: method.id,
    kind: method.kind,
    ...{ profileId: done.profileId, replaced: done.replaced },
    ...{ email: undefined, expiresAt: undefined, renewable: false, found: [] },
    ...{ model: done.model, defaultModel: done.defaultModel },
    defaultModelSet: done.defaultModelSet,
    configPath: done.configPath,
  };
}

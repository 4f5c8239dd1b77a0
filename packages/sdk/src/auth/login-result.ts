// What a login says of itself in the end. Pure.
import { defaultModelChoice } from "@mayros/catalog";
import type { AuthMethod, Credential } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import type { LoginTarget } from "./find-login.ts";
import type { LoginResult } from "./login-options.ts";

export interface Outcome {
  /** The model that became the default. */
  readonly newDefault: string | undefined;
  readonly credential?: Credential;
  readonly profileId?: string;
  readonly replaced?: boolean;
  readonly found?: readonly string[];
}

export function loginResult(
  { locations }: Pick<Machine, "locations">,
  state: MachineState,
  { provider, providerName }: LoginTarget,
  method: AuthMethod,
  { newDefault, credential, profileId, replaced = false, found = [] }: Outcome,
): LoginResult {
  const login = credential?.type === "oauth" ? credential : undefined;
  const expiresAt = credential?.type === "api-key" ? undefined : credential?.expiresAt;
  return {
    ...{ provider: method.sets?.provider ?? provider, providerName },
    ...{ method: method.id, kind: method.kind },
    ...{ profileId, replaced, email: login?.email, expiresAt },
    renewable: login?.refresh !== undefined,
    found,
    model: method.defaultModel,
    defaultModel: newDefault ?? defaultModelChoice(state.config).primary,
    defaultModelSet: newDefault !== undefined,
    configPath: locations.configPath,
  };
}

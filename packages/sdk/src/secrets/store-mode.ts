// How secrets are to be stored: `MAYROS_AUTH_STORE`, else `auth.store` of the config, else `auto`. Pure.
import type { Config } from "@mayros/config";
import { type Environment, MayrosError } from "@mayros/core";
import type { StoreMode } from "@mayros/credentials";

const modes: readonly string[] = ["auto", "file", "keyring"] satisfies StoreMode[];

/** Throws MAYROS_USAGE for a variable that holds something else. */
export function storeMode(env: Environment, config: Config | undefined): StoreMode {
  return modeOf(env) ?? config?.auth?.store ?? "auto";
}

/** Before the config: containers and tests have no keyring to ask, and no config to say so in. */
export function modeOf({ MAYROS_AUTH_STORE: mode }: Environment): StoreMode | undefined {
  if (!mode) return undefined;
  if (modes.includes(mode)) return mode as StoreMode;
  throw new MayrosError("MAYROS_USAGE", `MAYROS_AUTH_STORE is "${mode}"`, {
    hint: `set it to ${modes.join(", ")}, or unset it`,
  });
}

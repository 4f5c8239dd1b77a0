// Wires the keyring of this machine to its store, as `auth.store` of the config says.
import type { Config } from "@mayros/config";
import { type Environment, MayrosError } from "@mayros/core";
import { openSealer, type Sealer, type StoreMode, systemKeyring } from "@mayros/credentials";

export interface SealerOptions {
  readonly env: Environment;
  readonly config: () => Promise<Config>;
  readonly warn: (message: string) => void;
}

export function machineSealer({ env, config, warn }: SealerOptions): Sealer {
  return openSealer({
    keyring: systemKeyring({ env }),
    mode: async () => modeOf(env) ?? (await config()).auth?.store ?? "auto",
    warn,
  });
}

const modes: readonly string[] = ["auto", "file", "keyring"] satisfies StoreMode[];

/** Before the config: containers and tests have no keyring to ask, and no config to say so in. */
function modeOf({ MAYROS_AUTH_STORE: mode }: Environment): StoreMode | undefined {
  if (!mode) return undefined;
  if (modes.includes(mode)) return mode as StoreMode;
  throw new MayrosError("MAYROS_USAGE", `MAYROS_AUTH_STORE is "${mode}"`, {
    hint: `set it to ${modes.join(", ")}, or unset it`,
  });
}

// Wires the keyring of this machine to its store, as `auth.store` of the config says.
import type { Config } from "@mayros/config";
import type { Environment } from "@mayros/core";
import { openSealer, type Sealer, systemKeyring } from "@mayros/credentials";
import { modeOf, storeMode } from "./store-mode.ts";

export interface SealerOptions {
  readonly env: Environment;
  readonly config: () => Promise<Config>;
  readonly warn: (message: string) => void;
}

export function machineSealer({ env, config, warn }: SealerOptions): Sealer {
  return openSealer({
    keyring: systemKeyring({ env }),
    mode: async () => modeOf(env) ?? storeMode(env, await config()),
    warn,
  });
}

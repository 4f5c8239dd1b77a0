// The keyring of this machine, through @napi-rs/keyring where it is installed.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Environment } from "@mayros/core";
import { type Keyring, KeyringError } from "./keyring.ts";
import { runKeyringProgram } from "./run-keyring-program.ts";

export interface SystemKeyringOptions {
  readonly env: Environment;
  /** Path of a library in the place of @napi-rs/keyring. */
  readonly library?: string | undefined;
  readonly platform?: NodeJS.Platform | undefined;
  /** ms for the keyring to be there; default 3000. */
  readonly patience?: number | undefined;
}

const SERVICE = "mayros";
/** ms for the keyring to be there. */
const PATIENCE = 3000;
/** ms for a person to unlock it, where nothing goes on without. */
const PERSON = 60_000;

export function systemKeyring(options: SystemKeyringOptions): Keyring {
  const { patience = PATIENCE } = options;
  const ask = async (
    request: { read?: readonly string[]; write?: Readonly<Record<string, string>> },
    answerPatience: number,
  ): Promise<(string | undefined)[]> => {
    const library = options.library ?? findLibrary();
    const env = sessionOf(options);
    const asked = { service: SERVICE, ...request };
    const values = await runKeyringProgram({
      library,
      env,
      request: asked,
      patience,
      answerPatience,
    });
    return [...values];
  };
  return {
    read: (names, { patient }) => ask({ read: names }, patient ? PERSON : patience),
    async write(entries) {
      const read = await ask({ write: entries }, patience);
      const written = Object.values(entries);
      if (written.some((value, index) => value !== read[index])) {
        throw new KeyringError("failed", "does not keep what it is given");
      }
    },
  };
}

function findLibrary(): string {
  try {
    return createRequire(import.meta.url).resolve("@napi-rs/keyring");
  } catch {
    throw new KeyringError("absent", "can't be reached: @napi-rs/keyring is not installed");
  }
}

/** With the address of the session's bus. A Linux without a bus has no keyring, and is not asked for one. */
function sessionOf({ env, platform = process.platform }: SystemKeyringOptions): Environment {
  const isDesktop = platform === "win32" || platform === "darwin";
  if (isDesktop || env.DBUS_SESSION_BUS_ADDRESS) return env;
  const bus = env.XDG_RUNTIME_DIR ? join(env.XDG_RUNTIME_DIR, "bus") : undefined;
  if (bus !== undefined && existsSync(bus)) {
    return { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${bus}` };
  }
  throw new KeyringError("absent", "can't be reached: this session has no D-Bus");
}

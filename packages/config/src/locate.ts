// Where Mayros keeps its files, from the environment alone: pure, so that every command and every
// test agrees on it without touching the disk.

import { join, resolve } from "node:path";
import type { Environment } from "@mayros/core";

export interface Locations {
  /** The person's home, or what MAYROS_HOME put in its place. Absolute. */
  readonly home: string;
  /** Credentials and caches. Absolute. */
  readonly stateDir: string;
  /** mayros.json; may not exist. Absolute. */
  readonly configPath: string;
}

/**
 * MAYROS_HOME, HOME, USERPROFILE and `osHomeDir` name the home, in this order; MAYROS_STATE_DIR and
 * MAYROS_CONFIG_PATH override what is derived from it. Empty variables count as unset.
 */
export function locate(env: Environment, osHomeDir: string): Locations {
  const realHome = env.HOME || env.USERPROFILE || osHomeDir;
  const home = absolute(env.MAYROS_HOME || realHome, realHome);
  const stateDir = absolute(env.MAYROS_STATE_DIR || join(home, ".mayros"), home);
  const configPath = absolute(env.MAYROS_CONFIG_PATH || join(stateDir, "mayros.json"), home);
  return { home, stateDir, configPath };
}

function absolute(path: string, home: string): string {
  const expanded = path === "~" ? home : path.replace(/^~(?=[/\\])/, () => home);
  return resolve(expanded);
}

// A plugin as the config leaves it: on or off, and why. Pure but for what it is handed.
import type { PluginConsent } from "./claims/missing-consent.ts";
import type { PluginOrigin } from "./decide-enabled.ts";
import type { PluginEntry } from "./plugin-index/plugin-index.ts";

export interface PluginState
  extends Omit<PluginEntry, "configCheck" | "foreignEnv" | "problem" | "fix" | "supersedes"> {
  readonly origin: PluginOrigin;
  readonly enabled: boolean;
  readonly reason: string;
  /** The config wants it on. It is off all the same when it has a problem or lacks consent. */
  readonly wanted: boolean;
  /** What is wrong with it; it is off then. */
  readonly problem?: string;
  /** A command that mends the problem. */
  readonly fix?: string;
  /** The problem is what its code did when it was first loaded. */
  readonly quarantined?: true;
  /** What a person has to agree to before it is on. */
  readonly consent?: PluginConsent;
}

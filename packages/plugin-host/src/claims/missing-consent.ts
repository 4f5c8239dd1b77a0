// What a plugin of somebody else may not use before a person agreed to it. Pure.

/** `plugins.entries.<id>.grants`: what the person agreed to. */
export interface PluginGrants {
  readonly env?: readonly string[] | undefined;
  readonly hosts?: readonly string[] | undefined;
  /** Its code may run, with all that this user may do. */
  readonly code?: boolean | undefined;
}

export interface PluginConsent {
  /** Environment variables that nobody agreed to yet. */
  readonly env: readonly string[];
  /** Hosts that nobody agreed to yet. */
  readonly hosts: readonly string[];
  /** The variables among `env` that belong to others: these have to be asked about. */
  readonly foreignEnv: readonly string[];
  /** It has code, and nobody agreed to run it. */
  readonly code: boolean;
}

/** What a plugin uses, as its manifest says. */
export interface PluginUses {
  readonly env: readonly string[];
  readonly hosts: readonly string[];
  readonly foreignEnv: readonly string[];
  /** It has code. */
  readonly code: boolean;
}

/**
 * What is missing before it may be on; undefined when nothing is. Names of its own need no consent as
 * long as none was given: once there are grants, whatever goes beyond them is new.
 */
export function missingConsent(
  uses: PluginUses,
  grants: PluginGrants | undefined,
): PluginConsent | undefined {
  const beyond = (names: readonly string[], granted: readonly string[] | undefined): string[] =>
    granted === undefined ? [] : names.filter((name) => !granted.includes(name));
  const foreignEnv = beyond(uses.foreignEnv, grants?.env ?? []);
  const env = [...new Set([...foreignEnv, ...beyond(uses.env, grants?.env)])];
  // Whoever agrees to a variable has to know where it goes: without a list, every host is new.
  const hosts = beyond(uses.hosts, foreignEnv.length > 0 ? (grants?.hosts ?? []) : grants?.hosts);
  const code = uses.code && grants?.code !== true;
  return code || env.length + hosts.length > 0 ? { env, hosts, foreignEnv, code } : undefined;
}

/** The reason that `mayros plugins list` shows. */
export function explainConsent({ env, hosts, code }: PluginConsent, uses: PluginUses): string {
  if (code && env.length + hosts.length === 0) return "it has code, which nobody agreed to run";
  if (env.length === 0) return `its manifest now names ${hosts.join(", ")}, which nobody agreed to`;
  return `it would read ${env.join(", ")} and may send it to ${uses.hosts.join(", ")}, which nobody agreed to`;
}

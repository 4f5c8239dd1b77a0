// What a contract is made of, whatever runs it: named checks that reject where a plugin does not keep it.

/** Each has a file of its own, and can be left out with a reason. */
export const capabilities = [
  "structure",
  "code",
  "import",
  "globals",
  "login",
  "refresh",
  "secrets",
  "request",
] as const;
export type Capability = (typeof capabilities)[number];

export interface Check {
  readonly capability: Capability;
  /** What of the plugin is looked at: `acme/device` of a login, `acme` of a request; "" for all of it. */
  readonly subject: string;
  /** Continues "the plugin ...". */
  readonly name: string;
  /** Rejects where it does not hold. Resolves to a reason where it could not be tried. */
  readonly run: () => Promise<string | undefined>;
}

/** A check that is left out, and why. */
export interface PlannedCheck extends Check {
  readonly skipped: string | undefined;
}

/** Nothing to skip. */
export const done = undefined;

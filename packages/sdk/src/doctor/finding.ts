// One thing that `mayros doctor` has to say, and what would put it right.
import type { ConfigEdit } from "@mayros/config";

/** In the order in which they are shown. `config` is what stands in the file, `files` who may read it. */
export const checkNames = [
  "config",
  "files",
  "state",
  "databases",
  "secrets",
  "plugins",
  "stale",
  "models",
  "keys",
  "clock",
  "runtime",
] as const;

export type CheckName = (typeof checkNames)[number];

export interface Finding {
  readonly check: CheckName;
  /** `error`: something does not work. `note`: worth knowing, nothing to mend. */
  readonly severity: "error" | "warning" | "note" | "ok";
  readonly message: string;
  readonly fix?: Fix;
  /** It was so, and `fix` has put it right. */
  readonly fixed?: boolean;
}

export interface Fix {
  /** For a shell. */
  readonly command?: string;
  /** In words, where no command can do it or a choice is to be made. */
  readonly hint?: string;
  /** `mayros doctor --fix` does it. */
  readonly automatic: boolean;
}

/** What `--fix` does about a problem: nothing that anybody could miss. */
export type Repair =
  | { readonly kind: "chmod"; readonly path: string; readonly mode: number }
  | { readonly kind: "seal" }
  | { readonly kind: "edit"; readonly edits: (written: unknown) => readonly ConfigEdit[] };

/** What a check returns: a finding, and how to repair it. */
export interface Problem extends Omit<Finding, "check" | "fix" | "fixed"> {
  readonly command?: string;
  readonly hint?: string;
  readonly repair?: Repair;
}

export function toFinding(check: CheckName, problem: Problem): Finding {
  const { severity, message, command, hint, repair } = problem;
  const isFixable = command !== undefined || hint !== undefined || repair !== undefined;
  if (!isFixable) return { check, severity, message };
  const fix = {
    ...(command === undefined ? {} : { command }),
    ...(hint === undefined ? {} : { hint }),
    automatic: repair !== undefined,
  };
  return { check, severity, message, fix };
}

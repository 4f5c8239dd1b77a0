// All checks of a plugin, with those that it leaves out marked: what both test runners run.
import { fail } from "node:assert";
import { type Check, capabilities, type PlannedCheck } from "./check.ts";
import { codeChecks } from "./code-checks.ts";
import type { ContractOptions } from "./contract-options.ts";
import { globalsChecks } from "./globals-checks.ts";
import { importChecks } from "./import-checks.ts";
import { loginChecks } from "./login-checks.ts";
import { openSubject, type PluginSubject } from "./plugin-subject.ts";
import { refreshChecks } from "./refresh-checks.ts";
import { requestChecks } from "./request-checks.ts";
import { secretsChecks } from "./secrets-checks.ts";
import { structureChecks } from "./structure-checks.ts";

/** One per capability. */
const makers: Record<(typeof capabilities)[number], (subject: PluginSubject) => Check[]> = {
  structure: structureChecks,
  code: codeChecks,
  import: importChecks,
  globals: globalsChecks,
  login: loginChecks,
  refresh: refreshChecks,
  secrets: secretsChecks,
  request: requestChecks,
};

/** ms. */
const PATIENCE = 5_000;

/** `patience`: with a login that was told to end. */
export function planChecks(
  directory: string,
  options: ContractOptions = {},
  patience: number = PATIENCE,
): PlannedCheck[] {
  const subject = openSubject(directory, options, patience);
  const skip: Readonly<Record<string, string | undefined>> = options.skip ?? {};
  const checks = capabilities.flatMap((capability) => makers[capability](subject));
  const planned = checks.map((check) => ({ ...check, skipped: reasonOf(check, skip) }));
  const known = new Set<string>(checks.flatMap(keysOf));
  const unknown = Object.keys(skip).filter((key) => !known.has(key));
  return unknown.length === 0 ? planned : [...planned, unknownSkips(unknown)];
}

const keysOf = ({ capability, subject }: Check): string[] => [
  capability,
  ...(subject === "" ? [] : [`${capability} ${subject}`]),
];

function reasonOf(
  check: Check,
  skip: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return keysOf(check)
    .map((key) => skip[key])
    .find((reason) => reason !== undefined);
}

/** A reason that outlived what it was for would hide the next mistake. */
function unknownSkips(keys: readonly string[]): PlannedCheck {
  return {
    capability: "structure",
    subject: "",
    name: "leaves out only what there is",
    skipped: undefined,
    run: async () => fail(`skip names what there is not: ${keys.join(", ")}`),
  };
}

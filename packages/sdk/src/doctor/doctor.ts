// `mayros doctor`: looks at everything that a request depends on, without the network, and says how to
// mend what is wrong. With `fix` it does what it can do itself, and looks again.
import type { Machine } from "../machine/open-machine.ts";
import { applyRepair } from "./apply-repair.ts";
import { checkClock } from "./checks/clock.ts";
import { checkConfig } from "./checks/config.ts";
import { checkConfigFiles } from "./checks/config-files.ts";
import { checkDatabases } from "./checks/databases.ts";
import { checkKeys } from "./checks/keys.ts";
import { checkModels } from "./checks/models.ts";
import { checkPluginStates } from "./checks/plugins.ts";
import { checkRuntime } from "./checks/runtime.ts";
import { checkSecrets } from "./checks/secrets.ts";
import { checkStaleEntries } from "./checks/stale-entries.ts";
import { checkStateFolder } from "./checks/state-folder.ts";
import type { Facts } from "./facts.ts";
import { type CheckName, checkNames, type Finding, type Problem, toFinding } from "./finding.ts";
import { gatherFacts } from "./gather-facts.ts";

export interface DoctorOptions {
  /** Repair what can be repaired without a loss. Default: change nothing. */
  readonly fix?: boolean | undefined;
}

const checks: Readonly<Record<CheckName, (facts: Facts) => readonly Problem[]>> = {
  config: checkConfig,
  files: checkConfigFiles,
  state: checkStateFolder,
  databases: checkDatabases,
  secrets: checkSecrets,
  plugins: checkPluginStates,
  stale: checkStaleEntries,
  models: checkModels,
  keys: checkKeys,
  clock: checkClock,
  runtime: checkRuntime,
};

interface Examined {
  readonly check: CheckName;
  readonly problem: Problem;
}

export async function doctor(
  machine: Machine,
  { fix = false, version }: DoctorOptions & { readonly version: string },
): Promise<Finding[]> {
  const before = examine(await gatherFacts(machine, version));
  const repairable = before.filter(({ problem }) => problem.repair);
  if (!fix || repairable.length === 0) return before.map(report);
  const failures = new Map<string, string>();
  for (const { problem } of repairable) {
    const failure = problem.repair && (await applyRepair(machine, problem.repair));
    if (failure !== undefined) failures.set(problem.message, failure);
  }
  const after = examine(await gatherFacts(machine, version));
  return withFixed(before, after, failures);
}

function examine(facts: Facts): Examined[] {
  return checkNames.flatMap((check) =>
    checks[check](facts).map((problem): Examined => ({ check, problem })),
  );
}

const report = ({ check, problem }: Examined): Finding => toFinding(check, problem);

/** What is left, with the reason why it could not be repaired, and what is gone. */
function withFixed(
  before: readonly Examined[],
  after: readonly Examined[],
  failures: ReadonlyMap<string, string>,
): Finding[] {
  const left = new Set(after.map(({ problem }) => problem.message));
  const fixed = before
    .filter(({ problem }) => problem.repair && !left.has(problem.message))
    .map((examined): Finding => ({ ...report(examined), fixed: true }));
  const remaining = after.map((examined): Finding => {
    const finding = report(examined);
    const failure = failures.get(finding.message);
    return failure === undefined
      ? finding
      : { ...finding, message: `${finding.message}; it could not be repaired: ${failure}` };
  });
  return checkNames.flatMap((name) =>
    [...fixed, ...remaining].filter(({ check }) => check === name),
  );
}

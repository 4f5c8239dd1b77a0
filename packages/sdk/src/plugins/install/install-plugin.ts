// `mayros plugins install`: looks a package up, downloads it without running any of it, shows what it is, and puts it in its place
// once a person agreed. It stays off until it is enabled; one that was on stays on.

import { join } from "node:path";
import { MayrosError, shellWord } from "@mayros/core";
import { type InstallRecord, type RegistryKey, verifyProject } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { nextStep } from "../next-step.ts";
import { findInstalled, keepEnabled } from "./keep-enabled.ts";
import { type Candidate, isSame, lookUp, refuseYoung } from "./look-up.ts";
import { openManager } from "./open-manager.ts";
import { inWorkshop, type Workshop } from "./open-workshop.ts";
import type { InstallOptions, InstallResult, PackageReport } from "./package-report.ts";
import { readSpec, specText } from "./read-spec.ts";
import { refuseShipped, refuseTwin } from "./refuse-taken.ts";
import { type StagedPackage, stagePackage } from "./stage-package.ts";
import { storePackage } from "./store-package.ts";

/**
 * Throws MAYROS_USAGE for what is no package, folder or tarball, MAYROS_PACKAGE_UNAVAILABLE, MAYROS_PLUGIN_INVALID,
 * MAYROS_CONSENT_MISSING, MAYROS_TIMEOUT while another one installs, and the signal's reason. Nothing has changed then.
 */
export async function installPlugin(
  machine: Machine,
  typed: string,
  options: InstallOptions = {},
  keys?: readonly RegistryKey[],
): Promise<InstallResult> {
  const { signal = new AbortController().signal, onProgress } = options;
  const spec = readSpec(machine, typed);
  await refuseShipped(machine, spec);
  const { host } = await machine.state();
  onProgress?.("look", typed);
  return inWorkshop(machine, signal, async (workshop) => {
    const manager = openManager(machine, workshop.scratch("work"));
    const look = { manager, workshop, signal };
    const candidate = await lookUp(spec, look);
    const record = recordOf(candidate, workshop);
    if (!options.allowNew) refuseYoung(candidate, { record, typed, now: machine.now() });
    const staged = await stagePackage(candidate, { ...look, host, keys, onProgress });
    await refuseTwin(machine, staged.checked.id);
    refuseOtherPackage(staged, workshop);
    if (isThere(staged, record, workshop)) return resultOf(machine, staged.report, false);
    if (!isAgreed(staged, record)) await requireConsent(staged.report, typed, options);
    signal.throwIfAborted();
    onProgress?.("store", staged.checked.id);
    await keepEnabled(machine, staged.report);
    storePackage(workshop, staged, { spec: specText(spec), now: machine.now() });
    return resultOf(machine, staged.report, true);
  });
}

/** Of the same package, whatever its plugin was called when it was installed. */
function recordOf({ name }: Candidate, workshop: Workshop): InstallRecord | undefined {
  return [...workshop.records().values()].find((record) => record.package === name);
}

function refuseOtherPackage({ candidate, checked }: StagedPackage, workshop: Workshop): void {
  const { id } = checked;
  const there = workshop.records().get(id);
  if (there !== undefined && there.package !== candidate.name) {
    throw new MayrosError(
      "MAYROS_PLUGIN_INVALID",
      `plugin "${id}" is claimed by two packages: ${there.package}, which is installed, and ${candidate.name}`,
      { hint: `mayros plugins uninstall ${id}` },
    );
  }
  const other = recordOf(candidate, workshop);
  if (other === undefined || other.id === id) return;
  throw new MayrosError(
    "MAYROS_PLUGIN_INVALID",
    `${candidate.name} was the plugin "${other.id}", and is "${id}" now`,
    { hint: `mayros plugins uninstall ${other.id}` },
  );
}

/** The same files are recorded, and are what is there. */
function isThere(
  { checked, digest }: StagedPackage,
  record: InstallRecord | undefined,
  { root }: Workshop,
): boolean {
  if (record?.digest !== digest.digest) return false;
  return !("problem" in verifyProject(join(root, checked.id), record));
}

/** The very files that a person agreed to before are put back without another question. */
const isAgreed = (
  { candidate, digest }: StagedPackage,
  record: InstallRecord | undefined,
): boolean => isSame(candidate, record) && record?.digest === digest.digest;

async function requireConsent(
  report: PackageReport,
  typed: string,
  { accept, ask, allowNew }: InstallOptions,
): Promise<void> {
  if (accept === true || (await ask?.(report))) return;
  const flags = allowNew ? "--allow-new --accept" : "--accept";
  throw new MayrosError(
    "MAYROS_CONSENT_MISSING",
    `${report.package}@${report.version} was not installed: nobody agreed to it`,
    { hint: `mayros plugins install ${shellWord(typed)} ${flags}`, details: { ...report } },
  );
}

async function resultOf(
  machine: Machine,
  report: PackageReport,
  changed: boolean,
): Promise<InstallResult> {
  return { report, changed, next: await nextOf(machine, report.id) };
}

/** The command that turns an installed plugin on, or says what keeps it off. */
export async function nextOf(machine: Machine, id: string): Promise<string | undefined> {
  const { config, host } = await machine.state();
  const plugin = findInstalled(host, id);
  if (plugin?.enabled) return undefined;
  return plugin ? nextStep(plugin, config.plugins ?? {}) : "mayros plugins doctor";
}

// `mayros plugins update`: the newest version of installed plugins. What asks for no more than before is taken; what asks for
// more needs a person. One that fails does not keep the others from it.

import { didYouMean, MayrosError, nearestName, shellWord } from "@mayros/core";
import {
  compareVersions,
  type InstallRecord,
  type PackageSpec,
  type PluginHost,
  parsePackageSpec,
  type RegistryKey,
} from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { capabilityGrowth } from "./capability-growth.ts";
import { nextOf } from "./install-plugin.ts";
import { findInstalled, keepEnabled } from "./keep-enabled.ts";
import { type Candidate, type LookOptions, lookUp, youngReason } from "./look-up.ts";
import { openManager } from "./open-manager.ts";
import { inWorkshop, type Workshop } from "./open-workshop.ts";
import type { PackageReport, UpdateOptions, UpdateResult } from "./package-report.ts";
import { specText } from "./read-spec.ts";
import { type StagedPackage, stagePackage } from "./stage-package.ts";
import { storePackage } from "./store-package.ts";

/** Of one plugin or of all. Throws MAYROS_PLUGIN_UNKNOWN, MAYROS_TIMEOUT, and the signal's reason. */
export async function updatePlugins(
  machine: Machine,
  id?: string,
  options: UpdateOptions = {},
  keys?: readonly RegistryKey[],
): Promise<UpdateResult[]> {
  const { signal = new AbortController().signal } = options;
  return inWorkshop(machine, signal, async (workshop) => {
    const records = chosen(workshop, id, (await machine.state()).host);
    const results: UpdateResult[] = [];
    for (const record of records) {
      results.push(await tryUpdate({ machine, workshop, record, options, signal, keys }));
    }
    return results;
  });
}

interface Update {
  readonly machine: Machine;
  readonly workshop: Workshop;
  readonly record: InstallRecord;
  readonly options: UpdateOptions;
  readonly signal: AbortSignal;
  readonly keys: readonly RegistryKey[] | undefined;
}

function chosen(workshop: Workshop, id: string | undefined, host: PluginHost): InstallRecord[] {
  const records = workshop.records();
  if (id === undefined) return [...records.values()];
  const record = records.get(id);
  if (record) return [record];
  refuseElsewhere(host, id);
  const nearest = nearestName(id, [...records.keys()]);
  throw new MayrosError("MAYROS_PLUGIN_UNKNOWN", `${id} is not installed${didYouMean(nearest)}`, {
    hint: nearest === undefined ? "mayros plugins list" : `mayros plugins update ${nearest}`,
  });
}

function refuseElsewhere(host: PluginHost, id: string): void {
  const plugin = host.plugins.find((each) => each.id === id);
  if (!plugin) return;
  const [why, hint] =
    plugin.origin === "bundled"
      ? ["ships with Mayros, and is updated with it", "npm install --global mayros@latest"]
      : ["is in plugins.load.paths, and is as new as its folder", `mayros plugins info ${id}`];
  throw new MayrosError("MAYROS_PLUGIN_UNKNOWN", `${id} is not installed: it ${why}`, { hint });
}

async function tryUpdate(update: Update): Promise<UpdateResult> {
  const { record, signal } = update;
  try {
    return await updateOne(update);
  } catch (error) {
    // Whoever interrupts means all of it.
    signal.throwIfAborted();
    const { message, hint } = error as MayrosError;
    const result = outcomeOf(record, record.version, "failed");
    return { ...result, reason: message, ...(hint === undefined ? {} : { fix: hint }) };
  }
}

const outcomeOf = (
  { id, package: name, version }: InstallRecord,
  to: string,
  outcome: UpdateResult["outcome"],
): UpdateResult => ({ id, package: name, from: version, to, outcome });

async function updateOne(update: Update): Promise<UpdateResult> {
  const { machine, workshop, record, options, signal, keys } = update;
  if (record.source !== "registry") {
    const reason = `it was installed from a ${record.source}, which has no newer version of its own`;
    const fix = `mayros plugins install ${shellWord(record.spec)}`;
    return { ...outcomeOf(record, record.version, "current"), reason, fix };
  }
  const manager = openManager(machine, workshop.scratch("work"));
  const look: LookOptions = { manager, workshop, signal };
  options.onProgress?.("look", record.package);
  const spec = specOf(record);
  const candidate = await lookUp(spec, look);
  const settled = settledBefore(update, candidate);
  if (settled) return settled;
  const { host } = await machine.state();
  const { onProgress } = options;
  const staged = await stagePackage(candidate, { ...look, host, keys, onProgress });
  refuseOtherPlugin(record, staged);
  const { report } = staged;
  const to = candidate.version;
  if (options.dryRun) return { ...outcomeOf(record, to, "would-update"), report, ...grown(report) };
  if (!(await isAgreed(staged, options))) {
    const fix = `mayros plugins update ${record.id} --accept`;
    return { ...outcomeOf(record, to, "not-accepted"), report, ...grown(report), fix };
  }
  signal.throwIfAborted();
  onProgress?.("store", record.id);
  await keepEnabled(machine, report);
  storePackage(workshop, staged, { spec: specText(spec), now: machine.now() });
  return { ...outcomeOf(record, to, "updated"), report, ...(await afterwards(machine, record)) };
}

/** The tag that was asked for at first, else the newest one; an exact version was one to begin with. */
function specOf({
  package: name,
  spec,
}: InstallRecord): Extract<PackageSpec, { kind: "registry" }> {
  const parsed = parsePackageSpec(spec, () => false);
  const tag = "kind" in parsed && parsed.kind === "registry" ? parsed.tag : undefined;
  return { kind: "registry", name, ...(tag === undefined ? {} : { tag }) };
}

/** Where nothing has to be downloaded to know. */
function settledBefore(
  { record, options, machine }: Update,
  candidate: Candidate,
): UpdateResult | undefined {
  const to = candidate.version;
  const order = compareVersions(to, record.version);
  if (order === 0 && candidate.integrity !== record.integrity) {
    const reason = `the registry now has other files for version ${to} than those that were installed`;
    return { ...outcomeOf(record, to, "failed"), reason, fix: `mayros plugins info ${record.id}` };
  }
  if (order === 0) return outcomeOf(record, to, "current");
  if (order < 0) {
    const reason = `the registry's newest version, ${to}, is older`;
    return { ...outcomeOf(record, record.version, "current"), reason };
  }
  const young = options.allowNew ? undefined : youngReason(candidate, machine.now());
  if (young === undefined) return undefined;
  const fix = `mayros plugins update ${record.id} --allow-new`;
  return { ...outcomeOf(record, to, "too-new"), reason: young, fix };
}

function refuseOtherPlugin(record: InstallRecord, { checked }: StagedPackage): void {
  if (checked.id === record.id) return;
  throw new MayrosError(
    "MAYROS_PLUGIN_INVALID",
    `${record.package} was the plugin "${record.id}", and is "${checked.id}" now`,
    { hint: `mayros plugins uninstall ${record.id}` },
  );
}

/** What is not known of the one before could be anything: that is asked about, too. */
async function isAgreed(
  { report }: StagedPackage,
  { accept, ask }: UpdateOptions,
): Promise<boolean> {
  if (accept === true || (report.before !== undefined && !report.grows)) return true;
  return (await ask?.(report)) ?? false;
}

function grown(report: PackageReport): Pick<UpdateResult, "reason"> {
  if (report.before === undefined) return {};
  const more = capabilityGrowth(report.before, report);
  return more.length === 0 ? {} : { reason: `it now asks for ${more.join(", ")}` };
}

/** Who agreed to what it asks for has it on as before; what keeps it off all the same is told. */
async function afterwards(
  machine: Machine,
  { id }: InstallRecord,
): Promise<Pick<UpdateResult, "reason" | "fix">> {
  const plugin = findInstalled((await machine.state()).host, id);
  if (plugin?.enabled || plugin?.wanted === false) return {};
  const fix = await nextOf(machine, id);
  const reason = `it is off now: ${plugin?.reason ?? "it can't be read"}`;
  return { reason, ...(fix === undefined ? {} : { fix }) };
}

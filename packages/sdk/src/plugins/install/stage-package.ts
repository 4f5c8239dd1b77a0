// Downloads a package with all that it needs into the workshop, holds it against the rules, and says what it is.
import {
  type CheckedPackage,
  checkPackage,
  digestProject,
  npmKeys,
  type PluginHost,
  type ProjectDigest,
  projectPackages,
  type RegistryKey,
  readTarball,
  signatureProblem,
} from "@mayros/plugin-host";
import { capabilityGrowth } from "./capability-growth.ts";
import type { Candidate, LookOptions } from "./look-up.ts";
import type { InstallStep, PackageReport } from "./package-report.ts";
import { refused } from "./refused.ts";

export interface StagedPackage {
  readonly candidate: Candidate;
  readonly project: string;
  readonly checked: CheckedPackage;
  readonly digest: ProjectDigest;
  readonly report: PackageReport;
  readonly signed: boolean;
}

export interface StageOptions extends LookOptions {
  readonly host: PluginHost;
  readonly keys?: readonly RegistryKey[] | undefined;
  readonly onProgress?: ((step: InstallStep, what: string) => void) | undefined;
}

/** Throws MAYROS_PLUGIN_INVALID and what downloading fails with. */
export async function stagePackage(
  candidate: Candidate,
  options: StageOptions,
): Promise<StagedPackage> {
  const { onProgress } = options;
  const named = `${candidate.name}@${candidate.version}`;
  try {
    onProgress?.("download", named);
    await refuseStrangeTarball(candidate, options);
    let project = await download(candidate, false, options);
    onProgress?.("check", named);
    const unsigned = unsignedProblem(candidate, options.keys);
    const check = (): Promise<CheckedPackage> =>
      checkPackage(
        {
          ...{ project, name: candidate.name, version: candidate.version },
          signature: unsigned === undefined ? "valid" : { problem: unsigned },
        },
        options.host,
      );
    let checked = await check();
    if (checked.code) {
      // What it expects beside it, @mayros/core first of all, is looked up by its code.
      project = await download(candidate, true, options);
      checked = await check();
    }
    const digest = digestProject(project, { fresh: true });
    const signed = unsigned === undefined;
    const report = reportOf({ candidate, project, checked, digest, signed }, options.host);
    return { candidate, project, checked, digest, report, signed };
  } catch (error) {
    options.signal.throwIfAborted();
    throw refused(candidate.source === "registry" ? named : candidate.name, error);
  }
}

/** A package manager leaves out links and what leads away, in silence: what has some is not what it seems. */
async function refuseStrangeTarball(
  { source, name, version, integrity }: Candidate,
  { manager, workshop, signal }: StageOptions,
): Promise<void> {
  if (source !== "registry" || manager.fetch === undefined) return;
  const target = workshop.scratch("fetched");
  const found = readTarball(await manager.fetch(`${name}@${version}`, target, signal));
  if (found.integrity !== integrity) throw new Error(`its files are not those of ${integrity}`);
  if (found.name === name && found.version === version) return;
  throw new Error(`its package.json says that it is ${found.name}@${found.version}`);
}

async function download(
  candidate: Candidate,
  peers: boolean,
  { manager, workshop, signal }: StageOptions,
): Promise<string> {
  const { name, wants, integrity } = candidate;
  const project = workshop.scratch("project");
  await manager.install(project, { [name]: wants }, { peers, signal });
  const locked = manager.readLock(project, name);
  if (locked.integrity !== integrity) {
    throw new Error(
      `what was downloaded (${locked.integrity ?? "without a sha512"}) is not what the registry names (${integrity})`,
    );
  }
  return project;
}

/** Where only what the registry signed will do. */
function unsignedProblem(
  { name, version, integrity, published }: Candidate,
  keys: readonly RegistryKey[] = npmKeys,
): string | undefined {
  if (published === undefined) return "only the registry's copy is signed";
  const { signatures, publishedAt } = published;
  return signatureProblem({ name, version, integrity, publishedAt, signatures }, keys);
}

function reportOf(
  { candidate, project, checked, digest, signed }: Omit<StagedPackage, "report">,
  host: PluginHost,
): PackageReport {
  const { published } = candidate;
  const packages = projectPackages(project);
  const before = beforeOf(checked.id, host);
  return {
    ...checked,
    package: candidate.name,
    version: candidate.version,
    source: candidate.source,
    integrity: candidate.integrity,
    ...(published?.publisher === undefined ? {} : { publisher: published.publisher }),
    ...(published?.publishedAt === undefined ? {} : { publishedAt: published.publishedAt }),
    provenance: published?.provenance ?? false,
    signed,
    dependencies: packages.length - 1,
    size: digest.bytes,
    scripts: packages.filter(({ scripted }) => scripted).map(({ name }) => name),
    ...(before === undefined ? {} : { before }),
    grows: before !== undefined && capabilityGrowth(before, checked).length > 0,
  };
}

/** Of the installed one with that id; nothing is known of one that can't be read any more. */
function beforeOf(id: string, host: PluginHost): PackageReport["before"] {
  const plugin = host.plugins.find((each) => host.details(each).installed?.id === id);
  if (!plugin) return undefined;
  const { version, hosts, env, files, exec, ownTransport } = host.details(plugin);
  const { code, providers } = plugin;
  return { ...{ version, code, providers, hosts, env, files, exec, ownTransport } };
}

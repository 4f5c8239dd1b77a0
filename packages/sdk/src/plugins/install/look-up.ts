// Which version it is that somebody asks for, before anything of it is downloaded: exact, old enough, and known by its sha512.
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { MayrosError, shellWord } from "@mayros/core";
import {
  type InstallRecord,
  MOST_BYTES,
  openTrustedFolder,
  type PackageManager,
  type PackageSpec,
  type PublishedPackage,
  readTarball,
  type TarballFacts,
} from "@mayros/plugin-host";
import type { Workshop } from "./open-workshop.ts";
import { refused } from "./refused.ts";

export interface Candidate extends TarballFacts {
  readonly source: InstallRecord["source"];
  /** What the project depends on: the exact version, or a tarball in the workshop. */
  readonly wants: string;
  /** What the registry says. */
  readonly published?: PublishedPackage;
}

export interface LookOptions {
  readonly manager: PackageManager;
  readonly workshop: Workshop;
  readonly signal: AbortSignal;
}

/** ms: within that time most packages that steal are found out. */
const YOUNG = 72 * 3_600_000;

/** Throws MAYROS_PACKAGE_UNAVAILABLE, MAYROS_PLUGIN_INVALID. */
export async function lookUp(spec: PackageSpec, options: LookOptions): Promise<Candidate> {
  if (spec.kind !== "registry") return lookAtFiles(spec, options);
  const wanted = spec.version ?? spec.tag;
  const text = wanted === undefined ? spec.name : `${spec.name}@${wanted}`;
  const published = await options.manager.view(text, options.signal);
  return lookAtPublished(spec.name, published);
}

function lookAtPublished(name: string, published: PublishedPackage): Candidate {
  const { version, integrity, size = 0, strange } = published;
  if (published.name !== name) {
    throw refused(name, `the registry answers with the package ${published.name}`);
  }
  if (integrity === undefined) {
    throw refused(name, `the registry names no sha512 of version ${version}`);
  }
  if (size > MOST_BYTES) throw refused(name, `it is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  if (strange !== undefined)
    throw refused(name, `it needs ${strange}, which comes from no registry`);
  return { name, version, integrity, source: "registry", wants: version, published };
}

/** What is packed has the files that would be published, and no links. */
async function lookAtFiles(
  { kind, path }: Extract<PackageSpec, { kind: "folder" | "tarball" }>,
  { manager, workshop, signal }: LookOptions,
): Promise<Candidate> {
  try {
    const target = workshop.scratch("packed");
    let tarball = join(target, "plugin.tgz");
    if (kind === "folder") {
      refuseNameless(path);
      tarball = await manager.pack(path, target, signal);
    } else {
      copyFileSync(path, tarball);
    }
    // As the project beside it sees it: a path of this machine would make every installation another one.
    const wants = `file:../packed/${basename(tarball)}`;
    return { ...readTarball(tarball), source: kind, wants };
  } catch (error) {
    signal.throwIfAborted();
    throw refused(path, error);
  }
}

/** Said here, in a sentence, and not by a package manager. */
function refuseNameless(path: string): void {
  const { name, version } = openTrustedFolder(path).json("package.json", 1024 * 1024) as {
    name?: unknown;
    version?: unknown;
  };
  if (typeof name === "string" && typeof version === "string") return;
  throw new Error("its package.json needs a name and a version");
}

/** Throws MAYROS_CONSENT_MISSING for what is too new, unless these very files were agreed to before. */
export function refuseYoung(
  candidate: Candidate,
  { record, typed, now }: { record: InstallRecord | undefined; typed: string; now: number },
): void {
  const reason = isSame(candidate, record) ? undefined : youngReason(candidate, now);
  if (reason === undefined) return;
  throw new MayrosError("MAYROS_CONSENT_MISSING", `${typed} was not installed: ${reason}`, {
    hint: `mayros plugins install ${shellWord(typed)} --allow-new`,
    details: { package: candidate.name, version: candidate.version },
  });
}

/** Folders and tarballs have no age. */
export function youngReason(candidate: Candidate, now: number): string | undefined {
  const { source, name, version, published } = candidate;
  if (source !== "registry") return undefined;
  const at = published?.publishedAt;
  if (at === undefined) return `the registry does not say when ${name}@${version} was published`;
  const age = now - at;
  if (age >= YOUNG) return undefined;
  const hours = Math.max(0, Math.floor(age / 3_600_000));
  return `${name}@${version} was published ${hours} hours ago, and what is younger than 72 hours is not taken unasked`;
}

export const isSame = (
  { name, version, integrity }: Candidate,
  record: InstallRecord | undefined,
): boolean =>
  record?.package === name && record.version === version && record.integrity === integrity;

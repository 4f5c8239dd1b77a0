// Puts a staged package in its place and records it. The one that was there before is kept until the record is written, and comes
// back when anything fails.
import { chmodSync, existsSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { MayrosError, shellWord } from "@mayros/core";
import { type InstallRecord, isProject, writeInstalled } from "@mayros/plugin-host";
import { formerName, type Workshop } from "./open-workshop.ts";
import type { StagedPackage } from "./stage-package.ts";

export interface StoreOptions {
  /** What was asked for, as it may be asked for again. */
  readonly spec: string;
  /** ms since the epoch */
  readonly now: number;
}

export function storePackage(
  workshop: Workshop,
  staged: StagedPackage,
  { spec, now }: StoreOptions,
): InstallRecord {
  const { candidate, checked, digest, project, signed } = staged;
  const { publisher, publishedAt } = candidate.published ?? {};
  const record: InstallRecord = {
    id: checked.id,
    package: candidate.name,
    version: candidate.version,
    spec,
    source: candidate.source,
    integrity: candidate.integrity,
    digest: digest.digest,
    ...(publisher === undefined ? {} : { publisher }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
    installedAt: now,
    ...(signed ? { signed } : {}),
  };
  const target = join(workshop.root, record.id);
  refuseStray(target, workshop);
  chmodSync(project, 0o700);
  const former = moveAway(target, workshop);
  try {
    renameSync(project, target);
    writeInstalled(workshop.root, new Map(workshop.records()).set(record.id, record));
  } catch (error) {
    if (former !== undefined) {
      // Into the workshop, which goes away.
      if (existsSync(target)) renameSync(target, join(dirname(former), "failed"));
      renameSync(former, target);
    } else if (existsSync(target)) {
      renameSync(target, join(workshop.scratch("failed"), "project"));
    }
    throw error;
  }
  return record;
}

/** Into the workshop; undefined where nothing is there. */
export function moveAway(target: string, workshop: Workshop): string | undefined {
  if (!existsSync(target)) return undefined;
  const id = target.slice(dirname(target).length + 1);
  const former = workshop.scratch(formerName(id));
  rmdirSync(former);
  renameSync(target, former);
  return former;
}

/** What somebody put there is not ours to take away. */
function refuseStray(target: string, workshop: Workshop): void {
  const id = target.slice(dirname(target).length + 1);
  if (workshop.records().has(id) || !existsSync(target) || isProject(target)) return;
  const word = shellWord(target);
  throw new MayrosError("MAYROS_STATE_UNREADABLE", `${target} is in the way: no record names it`, {
    hint: `mv ${word} ${shellWord(join(dirname(dirname(target)), id))}`,
  });
}

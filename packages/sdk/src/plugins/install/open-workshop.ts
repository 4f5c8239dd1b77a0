// Where plugins are installed, updated and removed: by one process at a time, in a folder of its own that is gone afterwards,
// whatever happens. What a killed process left is put right before anything else is done.
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MayrosError, shellWord } from "@mayros/core";
import { LockFile, lockPath } from "@mayros/credentials";
import {
  INSTALLED_FILE,
  type InstalledRecords,
  readInstalled,
  verifyProject,
} from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";

export interface Workshop {
  /** The folder of installed plugins. */
  readonly root: string;
  /** As of now; nobody else changes them. */
  readonly records: () => InstalledRecords;
  /** Makes an empty folder, which is gone when the work is done. */
  readonly scratch: (name: string) => string;
}

const STAGING = ".staging-";
/** A project that was there before, within a staging. */
const FORMER = "former-";
/** ms: somebody may be asked while another one waits. */
const PATIENCE = 30_000;

export const installedRoot = ({ locations }: Pick<Machine, "locations">): string =>
  join(locations.stateDir, "plugins");

/** Where the project that another one replaces is kept until that is recorded. */
export const formerName = (id: string): string => `${FORMER}${id}`;

/** Throws MAYROS_TIMEOUT while another process does such work, and MAYROS_STATE_UNREADABLE. */
export async function inWorkshop<Result>(
  machine: Machine,
  signal: AbortSignal,
  work: (workshop: Workshop) => Promise<Result>,
): Promise<Result> {
  const root = installedRoot(machine);
  const lock = await takeLock(machine, signal);
  let staging: string | undefined;
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 });
    clearStagings(root);
    readRecords(root);
    staging = mkdtempSync(join(root, STAGING));
    const own = staging;
    return await work({
      root,
      records: () => readRecords(root),
      scratch(name) {
        const folder = join(own, name);
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        return folder;
      },
    });
  } finally {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true, maxRetries: 3 });
    lock.release();
  }
}

/** The operating system ends it with the process: there is no stale one. */
async function takeLock(machine: Machine, signal: AbortSignal): Promise<LockFile> {
  const lock = openLock(machine);
  const deadline = performance.now() + PATIENCE;
  while (!lock.take()) {
    if (performance.now() > deadline) {
      throw new MayrosError(
        "MAYROS_TIMEOUT",
        "another Mayros is installing, updating or removing plugins",
        { hint: "mayros plugins list" },
      );
    }
    await sleep(20 + Math.random() * 60, undefined, { signal });
  }
  return lock;
}

/** Of all that changes installed plugins. Not taken yet. */
export function openLock({ env, locations, warn }: Machine): LockFile {
  const { stateDir } = locations;
  const folder = env.MAYROS_LOCK_DIR ? resolve(stateDir, env.MAYROS_LOCK_DIR) : stateDir;
  return new LockFile(lockPath(join(folder, "locks"), "plugins"), warn);
}

function readRecords(root: string): InstalledRecords {
  const { records, problem } = readInstalled(root);
  if (problem === undefined) return records;
  const path = join(root, INSTALLED_FILE);
  throw new MayrosError("MAYROS_STATE_UNREADABLE", `${path} ${problem}`, {
    hint: `mv ${shellWord(path)} ${shellWord(`${path}.damaged`)}`,
  });
}

/** Those that are there while the lock is ours have nobody. */
function clearStagings(root: string): void {
  const { records, problem } = readInstalled(root);
  for (const name of listStagings(root)) {
    const staging = join(root, name);
    const former = readdirSync(staging).filter((each) => each.startsWith(FORMER));
    // Without records nobody knows which of two projects is the right one.
    if (former.length > 0 && problem !== undefined) continue;
    for (const each of former) bringBack(root, join(staging, each), records);
    rmSync(staging, { recursive: true, force: true });
  }
}

export function listStagings(root: string): string[] {
  try {
    return readdirSync(root).filter(
      (name) => name.startsWith(STAGING) && statSync(join(root, name)).isDirectory(),
    );
  } catch {
    return [];
  }
}

/** Killed between the change of folders and the record of it: the record holds. */
function bringBack(root: string, former: string, records: InstalledRecords): void {
  const id = former.slice(former.lastIndexOf(FORMER) + FORMER.length);
  const record = records.get(id);
  if (record === undefined || "problem" in verifyProject(former, record)) return;
  const project = join(root, id);
  if (!("problem" in verifyProject(project, record))) return;
  rmSync(project, { recursive: true, force: true });
  renameSync(former, project);
}

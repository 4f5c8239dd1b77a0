// Copies auth.db aside while it is sound. SQLite itself writes the copy (VACUUM INTO), because opening the live file
// would drop this process's locks on it; the copy is checked and on the disk before it gets its name.
import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { inspectDatabase } from "../store/inspect-store.ts";
import type { StateDatabase } from "../store/state-database.ts";
import { backupFolder, backupPath, listBackupFiles, outdated } from "./backup-files.ts";

/** `time`: when that was, in ms since the epoch. */
export interface Backups {
  /** After a person changed something: the newest backup has it. */
  afterChange(time: number): Promise<void>;
  /** After a token was renewed by itself: once a day. */
  afterRefresh(time: number): Promise<void>;
  /** After something was removed: the newest has it no more, and no other is left. */
  afterRemoval(time: number): Promise<void>;
}

/** ms */
const DAY = 24 * 60 * 60 * 1000;

/** A backup that can't be made is no reason to fail: what was asked for is done. `mayros doctor` tells their age. */
export function keepBackups(auth: StateDatabase, stateDir: string): Backups {
  const make = async (time: number): Promise<string | undefined> => {
    const path = backupPath(stateDir, time);
    const unfinished = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    try {
      mkdirSync(backupFolder(stateDir), { recursive: true, mode: 0o700 });
      closeSync(openSync(unfinished, "wx", 0o600));
      await auth.read((database) => copyInto(database, unfinished));
      if (inspectDatabase(unfinished).condition !== "sound") return undefined;
      syncFile(unfinished);
      renameSync(unfinished, path);
      return path;
    } catch {
      return undefined;
    } finally {
      remove([{ path: unfinished }, { path: `${unfinished}-journal` }]);
    }
  };
  const makeAndTidy = async (time: number): Promise<void> => {
    const before = listBackupFiles(stateDir);
    const made = await make(time);
    if (made === undefined) return;
    remove(outdated(before, time).filter(({ path }) => path !== made));
  };
  return {
    afterChange: makeAndTidy,
    async afterRefresh(time) {
      const [newest] = listBackupFiles(stateDir);
      if (!newest || Math.abs(time - newest.madeAt) > DAY) await makeAndTidy(time);
    },
    async afterRemoval(time) {
      const before = listBackupFiles(stateDir);
      const made = await make(time);
      // Also where none could be made: a secret that was removed stays nowhere.
      remove(before.filter(({ path }) => path !== made));
    },
  };
}

function copyInto(database: DatabaseSync, path: string): void {
  database.prepare("VACUUM INTO ?").run(path);
}

function remove(files: readonly { readonly path: string }[]): void {
  for (const { path } of files) {
    try {
      rmSync(path, { force: true });
    } catch {
      // A folder that may not be written, or is none.
    }
  }
}

function syncFile(path: string): void {
  const file = openSync(path, "r+");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

// Puts the newest good backup in the place of an auth.db that is damaged, empty or gone. What was there is kept beside it:
// somebody may still get more out of it.
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";
import { MayrosError } from "@mayros/core";
import {
  type InspectedProfile,
  type InspectedStore,
  inspectDatabase,
  inspectStore,
  type StoreCondition,
} from "../store/inspect-store.ts";
import { explainStateError } from "../store/state-error.ts";
import { listBackupFiles } from "./backup-files.ts";

export interface InspectedBackup {
  readonly path: string;
  /** ms since the epoch. */
  readonly madeAt: number;
  readonly condition: StoreCondition;
  readonly profiles: readonly InspectedProfile[];
}

export interface RestorePlan {
  readonly store: InspectedStore;
  /** The newest that is sound. */
  readonly backup: InspectedBackup;
}

export interface RestoredStore {
  readonly path: string;
  readonly backup: InspectedBackup;
  /** Where the files that were there are now. */
  readonly kept: readonly string[];
}

/** Newest first. */
export function inspectBackups(stateDir: string): InspectedBackup[] {
  return listBackupFiles(stateDir).map(({ path, madeAt }) => {
    const { condition, profiles } = inspectDatabase(path);
    return { path, madeAt, condition, profiles };
  });
}

/** Throws MAYROS_USAGE for a store that needs no other, and MAYROS_STATE_UNREADABLE where nothing can be done. */
export function planRestore(stateDir: string): RestorePlan {
  const store = inspectStore(stateDir);
  const { path, condition, error } = store;
  if (condition === "sound") {
    throw new MayrosError("MAYROS_USAGE", `${path} is sound: there is nothing to restore`, {
      hint: "mayros models auth list",
    });
  }
  const isLost = condition === "damaged" || condition === "empty" || condition === "absent";
  if (!isLost && error) throw error;
  const backups = inspectBackups(stateDir);
  const backup = backups.find((each) => each.condition === "sound");
  if (backup) return { store, backup };
  const what = backups.length === 0 ? "there is no backup of it" : "no backup of it is sound";
  throw new MayrosError("MAYROS_STATE_UNREADABLE", `${path} can't be restored: ${what}`, {
    hint: "mayros doctor",
    details: { path },
  });
}

/** Throws as `planRestore` does, and where another process has put a store there meanwhile. */
export function restoreStore(stateDir: string, now: number): RestoredStore {
  const { store, backup } = planRestore(stateDir);
  const { path } = store;
  const copy = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    copyFileSync(backup.path, copy, constants.COPYFILE_EXCL);
    sync(copy);
    const kept = putAside(path, now);
    putInPlace(copy, path);
    sync(dirname(path));
    return { path, backup, kept };
  } catch (error) {
    throw explainStateError(path, error);
  } finally {
    rmSync(copy, { force: true });
  }
}

/** The journal first: beside another file it would be rolled into that. */
function putAside(path: string, now: number): string[] {
  const time = new Date(now).toISOString().replace(/[-:.]/g, "");
  const found = [`${path}-journal`, path].filter((each) => existsSync(each));
  return found.map((each) => {
    const aside = each.replace(path, `${path}.damaged-${time}`);
    renameSync(each, aside);
    return aside;
  });
}

/** Not over a store that somebody made in this moment. */
function putInPlace(copy: string, path: string): void {
  try {
    linkSync(copy, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || existsSync(path)) throw error;
    // A file system without links.
    renameSync(copy, path);
  }
}

function sync(path: string): void {
  // Windows opens no folders.
  if (process.platform === "win32" && !path.endsWith(".tmp")) return;
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

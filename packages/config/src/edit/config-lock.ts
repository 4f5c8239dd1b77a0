// One writer of a config at a time, across processes. The lock is an exclusive transaction on an empty
// SQLite file: the operating system releases it with the process, so that it cannot go stale.
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  openSync,
  type Stats,
  statSync,
} from "node:fs";
import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { MayrosError } from "@mayros/core";
import { loadSqlite } from "../load-sqlite.ts";
import { errorCode } from "../read-config-file.ts";

const PATIENCE_MS = 30_000;
const SQLITE_BUSY = 5;

/**
 * Runs `act` while no other process runs one for the same file. The lock is beside the file, where all
 * who write it find the same one. Throws MAYROS_CONFIG_UNWRITABLE.
 */
export async function withConfigLock<T>(configPath: string, act: () => Promise<T>): Promise<T> {
  const lockPath = join(dirname(configPath), `.${basename(configPath)}.lock.db`);
  const database = await openLock(lockPath, configPath);
  try {
    await acquire(database, lockPath, configPath);
    return await act();
  } finally {
    database.close();
  }
}

async function openLock(lockPath: string, configPath: string): Promise<DatabaseSync> {
  try {
    await mkdir(dirname(lockPath), { recursive: true, mode: 0o700 });
    createLock(lockPath, configPath);
    // SQLite would open one that is read-only all the same, and then lock nobody out.
    accessSync(lockPath, constants.W_OK);
    return new (loadSqlite().DatabaseSync)(lockPath);
  } catch (cause) {
    throw cannotLock(lockPath, cause);
  }
}

function cannotLock(lockPath: string, cause: unknown): MayrosError {
  const code = errorCode(cause);
  const isFromSystem = code !== "" && !code.startsWith("ERR_");
  const why = isFromSystem ? code : String(cause instanceof Error ? cause.message : cause);
  return new MayrosError("MAYROS_CONFIG_UNWRITABLE", `cannot lock ${lockPath}: ${why}`, {
    hint: "make that folder and file writable, or set MAYROS_CONFIG_PATH to a file in another folder",
    cause,
  });
}

/**
 * Whoever may write the config may lock it. Synchronous, and only ever a new file: closing a file that
 * SQLite has open in this process would drop its locks.
 */
function createLock(lockPath: string, configPath: string): void {
  const config = statSync(configPath, { throwIfNoEntry: false });
  let handle: number;
  try {
    handle = openSync(lockPath, "wx", 0o600);
  } catch (error) {
    if (errorCode(error) === "EEXIST") return;
    throw error;
  }
  try {
    if (config) giveTo(handle, config);
  } finally {
    closeSync(handle);
  }
}

function giveTo(handle: number, { uid, gid, mode }: Stats): void {
  const writers = mode & 0o022;
  try {
    fchownSync(handle, -1, gid);
    fchmodSync(handle, 0o600 | writers | (writers << 1));
    fchownSync(handle, uid, -1);
  } catch {
    // Only root may give files to everybody; what could be done is done.
  }
}

async function acquire(
  database: DatabaseSync,
  lockPath: string,
  configPath: string,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!tryBegin(database, lockPath)) {
    if (performance.now() > deadline) {
      const message = `another process has been writing ${configPath} for ${PATIENCE_MS / 1000} s`;
      throw new MayrosError("MAYROS_CONFIG_UNWRITABLE", message, { hint: "try again" });
    }
    await sleep(10 + Math.random() * 40);
  }
}

function tryBegin(database: DatabaseSync, lockPath: string): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    // The upper bits only say more exactly why.
    const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : 0;
    if (code === SQLITE_BUSY) return false;
    throw cannotLock(lockPath, error);
  }
}

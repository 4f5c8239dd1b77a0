// One writer of a config at a time, across processes. The lock is an exclusive transaction on an empty
// SQLite file: the operating system releases it with the process, so that it cannot go stale.
import { closeSync, openSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { MayrosError } from "@mayros/core";
import { quickHash } from "../quick-hash.ts";
import { errorCode } from "../read-config-file.ts";

const PATIENCE_MS = 30_000;
const SQLITE_BUSY = 5;

/** Runs `act` while no other process runs one for the same file. Throws MAYROS_CONFIG_UNWRITABLE. */
export async function withConfigLock<T>(
  stateDir: string,
  configPath: string,
  act: () => Promise<T>,
): Promise<T> {
  const folder = join(stateDir, "locks");
  const lockPath = join(folder, `config-${quickHash(configPath)}.db`);
  const database = await openLock(folder, lockPath);
  try {
    await acquire(database, configPath);
    return await act();
  } finally {
    database.close();
  }
}

async function openLock(folder: string, lockPath: string): Promise<DatabaseSync> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    createPrivately(lockPath);
    return new (loadSqlite().DatabaseSync)(lockPath);
  } catch (cause) {
    const message = `cannot lock ${lockPath}: ${errorCode(cause)}`;
    const hint = "make the state folder writable, or set MAYROS_STATE_DIR to one that is";
    throw new MayrosError("MAYROS_CONFIG_UNWRITABLE", message, { hint, cause });
  }
}

/**
 * Synchronous, and only ever a new file: closing a file that SQLite has open in this process would drop
 * its locks.
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}

async function acquire(database: DatabaseSync, configPath: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!tryBegin(database)) {
    if (performance.now() > deadline) {
      const message = `another process has been writing ${configPath} for ${PATIENCE_MS / 1000} s`;
      throw new MayrosError("MAYROS_CONFIG_UNWRITABLE", message, { hint: "try again" });
    }
    await sleep(10 + Math.random() * 40);
  }
}

function tryBegin(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    const isBusy = error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
    if (isBusy) return false;
    throw error;
  }
}

/** Without the ExperimentalWarning that Node 22 prints; synchronous, so that no other one gets lost. */
function loadSqlite(): typeof import("node:sqlite") {
  const emitWarning = Object.getOwnPropertyDescriptor(process, "emitWarning");
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule("node:sqlite");
  } finally {
    if (emitWarning) Object.defineProperty(process, "emitWarning", emitWarning);
  }
}

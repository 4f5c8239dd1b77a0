// A lock that the kernel keeps: a database of no bytes on which one connection holds an exclusive transaction. It is
// gone when its holder is, however that ends; there is no time, no pid and no file to judge by. The file is never
// opened with `fs`: closing it would drop the locks that this process has on it.
import { createHash, randomBytes } from "node:crypto";
import { renameSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { loadSqlite } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import { isBusy } from "../store/retry-while-busy.ts";
import { explainStateError, resultCodeOf } from "../store/state-error.ts";
import { createStateFile, secureStateFile, statStateFile } from "../store/state-file.ts";

/** SQLite's primary result codes for what is no database, or can't be opened as one. */
const FOREIGN = new Set([11, 14, 26]);

/** By the hash of a name: a profile id may be longer than a file name, and hold a slash. */
export function lockPath(folder: string, name: string): string {
  return join(folder, `${createHash("sha256").update(name).digest("hex")}.db`);
}

export class LockFile {
  readonly #path: string;
  readonly #warn: (message: string) => void;
  #open: { database: DatabaseSync; inode: number } | undefined;

  constructor(path: string, warn: (message: string) => void) {
    this.#path = path;
    this.#warn = warn;
  }

  /** Whether it is held now. Throws MAYROS_STATE_UNREADABLE where no lock can be had here. */
  take(): boolean {
    try {
      const { database, inode } = this.#connect();
      database.exec("BEGIN EXCLUSIVE");
      // Somebody may have removed the file, or put another one there: that one is what others lock.
      if (statStateFile(this.#path)?.ino === inode) return true;
      this.release();
      return false;
    } catch (error) {
      if (isBusy(error)) return false;
      this.release();
      if (!isForeign(error)) throw explainStateError(this.#path, error);
      return this.#clearTheWay();
    }
  }

  /** Also where it is not held. */
  release(): void {
    this.#open?.database.close();
    this.#open = undefined;
  }

  #connect(): { database: DatabaseSync; inode: number } {
    if (this.#open) return this.#open;
    const file = createStateFile(this.#path);
    secureStateFile(this.#path, file, this.#warn);
    this.#open = { database: openDatabase(this.#path), inode: file.ino };
    return this.#open;
  }

  /**
   * Something stands there that is no lock of ours, and that nobody can hold a lock on: it is moved away, by one
   * process at a time. False: the next try finds a file that can be locked.
   */
  #clearTheWay(): boolean {
    const guardPath = join(dirname(this.#path), "repair.db");
    createStateFile(guardPath);
    const guard = openDatabase(guardPath);
    try {
      guard.exec("BEGIN EXCLUSIVE");
      for (const path of [this.#path, `${this.#path}-journal`]) moveAway(path, this.#path);
    } catch (error) {
      if (!isBusy(error)) throw explainStateError(guardPath, error);
    } finally {
      guard.close();
    }
    return false;
  }
}

/** Where `lock` can't be used, still. */
function moveAway(path: string, lock: string): void {
  if (isLockable(lock)) return;
  try {
    renameSync(path, `${path}.foreign-${randomBytes(4).toString("hex")}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function isLockable(path: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    createStateFile(path);
    database = openDatabase(path);
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (isForeign(error)) return false;
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database?.close();
  }
}

/** Not a database, or not a file at all. */
function isForeign(error: unknown): boolean {
  if (MayrosError.isInstance(error)) return error.message.endsWith("is not a file");
  return FOREIGN.has(resultCodeOf(error) ?? -1);
}

function openDatabase(path: string): DatabaseSync {
  const location = pathToFileURL(path);
  // Without `c`: SQLite makes no file, whose mode would follow the umask.
  location.searchParams.set("mode", "rw");
  return new (loadSqlite().DatabaseSync)(location, { timeout: 0 });
}

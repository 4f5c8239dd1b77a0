// The connection to a database of the state folder: opened when first needed, never created by reading,
// one transaction per change and none across an await.
import type { Stats } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { loadSqlite } from "@mayros/config";
import { isBusy, retryWhileBusy } from "./retry-while-busy.ts";
import {
  damaged,
  explainStateError,
  foreign,
  newer,
  SMALLEST_DATABASE,
  unreadable,
} from "./state-error.ts";
import { createStateFile, secureStateFile, statStateFile } from "./state-file.ts";

/** ms. Writers hold the lock for a few milliseconds each; this is for many of them at once. */
const PATIENCE = 20_000;
/** A millisecond apart: no longer than an event loop may stand still. */
const COMMIT_TRIES = 20;

export interface StateSchema {
  /** Statements that bring a database from one version to the next, from an empty one on; `user_version` counts them. */
  readonly steps: readonly string[];
}

export interface StateDatabaseOptions {
  readonly path: string;
  readonly schema: StateSchema;
  readonly warn: (message: string) => void;
  /** ms to wait for other processes to be done with it. */
  readonly patience?: number;
  /** Space was reserved in it for a later write (reserve-space.ts), so that its journal has to stay. */
  readonly isReserved?: (database: DatabaseSync) => boolean;
}

interface OpenDatabase {
  readonly database: DatabaseSync;
  readonly file: Stats;
  /** By the first write. */
  checked: boolean;
}

export class StateDatabase {
  readonly #path: string;
  readonly #schema: StateSchema;
  readonly #warn: (message: string) => void;
  readonly #patience: number;
  readonly #isReserved: (database: DatabaseSync) => boolean;
  /** How many wait for other processes to be done, or hold it. */
  #waiting = 0;
  #holds = 0;
  #open: OpenDatabase | undefined;
  #closed = false;

  constructor({ path, schema, warn, patience = PATIENCE, isReserved }: StateDatabaseOptions) {
    this.#path = path;
    this.#schema = schema;
    this.#warn = warn;
    this.#patience = patience;
    this.#isReserved = isReserved ?? (() => false);
  }

  /** undefined when nothing was ever stored. */
  read<T>(query: (database: DatabaseSync) => T): Promise<T | undefined> {
    return this.#attempt(() => {
      const file = statStateFile(this.#path);
      if (!file) return undefined;
      const { database } = this.#connect(file);
      return versionOf(database, this.#path) === 0 ? undefined : query(database);
    });
  }

  write<T>(change: (database: DatabaseSync) => T): Promise<T> {
    return this.#attempt(() => this.#change(change));
  }

  /** Each in a transaction of its own, and with the journal staying. False if one of them says so. */
  reserve(changes: readonly ((database: DatabaseSync) => boolean)[]): Promise<boolean> {
    return this.#attempt(() => changes.every((change) => this.#change(change, true)));
  }

  /**
   * For good: whoever asks afterwards gets an error, and no connection that nobody closes. Those who
   * wait for other processes, or hold it, are done first.
   */
  close(): void {
    this.#closed = true;
    this.#disconnectUnlessUsed();
  }

  /** It stays usable, whatever `close` says, until what this returns is called. */
  hold(): () => void {
    this.#holds += 1;
    return () => {
      this.#holds -= 1;
      if (this.#closed) this.#disconnectUnlessUsed();
    };
  }

  #change<T>(change: (database: DatabaseSync) => T, reserving = false): T {
    const open = this.#connect(createStateFile(this.#path));
    const { database } = open;
    // Before anything that could change a byte of it.
    this.#refuseNewer(versionOf(database, this.#path));
    // Somebody may have switched it to WAL; nothing happens when it is DELETE already.
    if (!open.checked) database.exec("PRAGMA journal_mode = DELETE");
    database.exec("BEGIN IMMEDIATE");
    try {
      if (!open.checked) this.#refuseDamaged(database);
      open.checked = true;
      this.#migrate(database);
      const reserved = reserving || this.#isReserved(database);
      keepJournal(database, reserved);
      const result = change(database);
      commit(database);
      if (reserved && !reserving) this.#tidy(database);
      return result;
    } catch (error) {
      rollBack(database);
      throw error;
    }
  }

  /** The journal that stayed holds what was written over: it goes with the last reservation. */
  #tidy(database: DatabaseSync): void {
    try {
      database.exec("BEGIN IMMEDIATE");
      keepJournal(database, this.#isReserved(database));
      database.exec("COMMIT");
    } catch {
      // Somebody else writes, and does this then.
      rollBack(database);
    }
  }

  #disconnectUnlessUsed(): void {
    if (this.#waiting === 0 && this.#holds === 0) this.#disconnect();
  }

  #disconnect(): void {
    this.#open?.database.close();
    this.#open = undefined;
  }

  async #attempt<T>(action: () => T): Promise<T> {
    if (this.#closed && this.#holds === 0) {
      throw unreadable(this.#path, { what: "was closed", hint: "make a new createMayros()" });
    }
    try {
      return action();
    } catch (error) {
      if (!isBusy(error)) throw explainStateError(this.#path, error);
    }
    this.#waiting += 1;
    try {
      return await retryWhileBusy(action, this.#patience);
    } catch (error) {
      throw explainStateError(this.#path, error);
    } finally {
      this.#waiting -= 1;
      if (this.#closed) this.#disconnectUnlessUsed();
    }
  }

  /** Another connection when the file was replaced under the one that is open. */
  #connect(file: Stats): OpenDatabase {
    const open = this.#open;
    if (open && open.file.ino === file.ino && open.file.dev === file.dev) return open;
    this.#disconnect();
    if (file.size > 0 && file.size < SMALLEST_DATABASE) throw unreadable(this.#path, damaged);
    secureStateFile(this.#path, file, this.#warn);
    const location = pathToFileURL(this.#path);
    // Without `c`, so that a file that vanishes now is an error and not a new file of SQLite's making.
    // Falls back to read-only by itself where the file cannot be written.
    location.searchParams.set("mode", "rw");
    const database = new (loadSqlite().DatabaseSync)(location, { timeout: 0 });
    try {
      // EXTRA: what was written stays written when the power fails right after; fullfsync: on macOS, too.
      database.exec("PRAGMA synchronous = EXTRA; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON");
    } catch (error) {
      database.close();
      throw error;
    }
    this.#open = { database, file, checked: false };
    return this.#open;
  }

  #migrate(database: DatabaseSync): void {
    const version = versionOf(database, this.#path);
    // Again, now that nobody else can change it.
    this.#refuseNewer(version);
    migrate(database, this.#schema, version);
  }

  #refuseNewer(version: number): void {
    if (version <= this.#schema.steps.length) return;
    throw unreadable(this.#path, newer(version, "it can only be read"));
  }

  /** Writing into a damaged file could destroy what is still readable. */
  #refuseDamaged(database: DatabaseSync): void {
    const found = database.prepare("PRAGMA quick_check(1)").get();
    if (found?.quick_check === "ok") return;
    throw unreadable(this.#path, damaged);
  }
}

/** Within a transaction of the caller's. */
export function migrate(database: DatabaseSync, { steps }: StateSchema, version = 0): void {
  if (version >= steps.length) return;
  for (const step of steps.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${steps.length}`);
}

/** 0 for a file that is still empty. */
function versionOf(database: DatabaseSync, path: string): number {
  const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (version !== 0) return version;
  if (database.prepare("SELECT 1 FROM sqlite_schema").get() === undefined) return 0;
  throw unreadable(path, foreign);
}

/**
 * Who reads at this moment is waited for, which takes less than a millisecond each: nobody else can begin to, so that it
 * comes to an end however many there are. Giving up and trying again later may not, where a hundred look all the time.
 */
function commit(database: DatabaseSync): void {
  for (let tries = 1; ; tries += 1) {
    try {
      database.exec("COMMIT");
      return;
    } catch (error) {
      if (!isBusy(error) || tries === COMMIT_TRIES) throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
}

/**
 * Within a transaction that has changed nothing yet. Whether a journal is deleted at its end is a matter of each
 * connection; leaving PERSIST deletes it at once, under the lock of the transaction.
 */
function keepJournal(database: DatabaseSync, keep: boolean): void {
  database.exec(`PRAGMA journal_mode = ${keep ? "PERSIST" : "DELETE"}`);
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // SQLite has rolled back by itself, as it does when the disk is full.
  }
}

// Looks at auth.db without changing anything about it: no mode is repaired, no journal rolled back, no
// file made. For `mayros doctor`, which has to say what is wrong before anybody touches it, and for shell
// completion, which must not wait.
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { loadSqlite } from "@mayros/config";
import { MayrosError, type SecretReference } from "@mayros/core";
import type { ProfileSummary } from "../profile.ts";
import { type ProfileRow, toProfile, toSummary } from "./profile-row.ts";
import { profileSchema } from "./profile-schema.ts";
import {
  damaged,
  explainStateError,
  foreign,
  newer,
  resultCodeOf,
  SMALLEST_DATABASE,
  unreadable,
} from "./state-error.ts";
import { statStateFile } from "./state-file.ts";

/**
 * `empty`: a file without a byte. `newer`: of a later version of Mayros. `interrupted`: a write ended in
 * its middle, which whoever writes or reads next rolls back.
 */
export type StoreCondition =
  | "absent"
  | "busy"
  | "damaged"
  | "empty"
  | "interrupted"
  | "newer"
  | "sound"
  | "unreadable";

export interface InspectedProfile {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  readonly updatedAt: number;
  /** This version can make a credential of it. */
  readonly readable: boolean;
  /** The key of the system's keyring that it is sealed with. */
  readonly keyId?: string;
  /** Where the secret stands, if that is elsewhere. */
  readonly reference?: SecretReference;
  /** Of one that can be read. */
  readonly summary?: ProfileSummary;
}

export interface InspectedStore {
  readonly path: string;
  readonly condition: StoreCondition;
  /** Why it is not sound. */
  readonly error?: MayrosError;
  /** Of a store that is sound; no secrets. */
  readonly profiles: readonly InspectedProfile[];
}

const BUSY = 5;
/** An extended result code: https://sqlite.org/rescode.html#readonly_rollback */
const READONLY_ROLLBACK = 776;
const DAMAGED = new Set([11, 26]);
const INTERRUPTED = {
  what: "was being written when something ended; the next command that reads it rolls that back",
  hint: "mayros models auth list",
};

/** Never throws, waits for nobody, and opens the database read-only. */
export function inspectStore(stateDir: string): InspectedStore {
  return inspectDatabase(join(stateDir, "auth.db"));
}

/** The same for a backup of it. */
export function inspectDatabase(path: string): InspectedStore {
  try {
    const file = statStateFile(path);
    if (!file) return { path, condition: "absent", profiles: [] };
    if (file.size === 0) return empty(path);
    if (file.size < SMALLEST_DATABASE) return broken(path);
    return readSound(path);
  } catch (error) {
    const condition = conditionOf(error);
    return { path, condition, error: asMayrosError(path, error, condition), profiles: [] };
  }
}

function readSound(path: string): InspectedStore {
  const location = pathToFileURL(path);
  location.searchParams.set("mode", "ro");
  const database = new (loadSqlite().DatabaseSync)(location, { readOnly: true, timeout: 0 });
  try {
    const version = Number(database.prepare("PRAGMA user_version").get()?.user_version);
    if (version > profileSchema.steps.length) {
      const error = unreadable(path, newer(version, "it was left as it is"));
      return { path, condition: "newer", error, profiles: [] };
    }
    const [found] = database.prepare("PRAGMA integrity_check(1)").all();
    if (found?.integrity_check !== "ok") return broken(path);
    if (version > 0) return { path, condition: "sound", profiles: listProfiles(database) };
    // One of ours has a version as soon as it has tables.
    const used = database.prepare("SELECT 1 FROM sqlite_schema").get() !== undefined;
    if (!used) return { path, condition: "sound", profiles: [] };
    return { path, condition: "unreadable", error: unreadable(path, foreign), profiles: [] };
  } finally {
    database.close();
  }
}

function listProfiles(database: DatabaseSync): InspectedProfile[] {
  const rows = database.prepare("SELECT * FROM profiles ORDER BY provider, id").all();
  return (rows as unknown as ProfileRow[]).map((row) => ({
    id: row.id,
    provider: row.provider,
    type: row.type,
    updatedAt: row.updated_at,
    ...(row.key_id === null ? {} : { keyId: row.key_id }),
    ...readIfPossible(row),
  }));
}

/** Of a sealed one only its kind can be seen: what is in it is for the keyring to give. */
function readIfPossible(
  row: ProfileRow,
): Pick<InspectedProfile, "readable" | "reference" | "summary"> {
  try {
    const { reference } = toProfile({ ...row, key_id: null, ...(row.key_id && { extras: null }) });
    return { readable: true, summary: toSummary(row), ...(reference && { reference }) };
  } catch {
    return { readable: false };
  }
}

function empty(path: string): InspectedStore {
  const error = unreadable(path, {
    what: "is empty: no login is in it",
    hint: "mayros doctor --restore-auth, or log in again: mayros onboard",
  });
  return { path, condition: "empty", error, profiles: [] };
}

function broken(path: string): InspectedStore {
  return { path, condition: "damaged", error: unreadable(path, damaged), profiles: [] };
}

function conditionOf(error: unknown): StoreCondition {
  const result = resultCodeOf(error);
  if ((error as { errcode?: unknown }).errcode === READONLY_ROLLBACK) return "interrupted";
  if (result === BUSY) return "busy";
  return result !== undefined && DAMAGED.has(result) ? "damaged" : "unreadable";
}

function asMayrosError(path: string, error: unknown, condition: StoreCondition): MayrosError {
  if (condition === "interrupted") return unreadable(path, INTERRUPTED, error);
  const explained = explainStateError(path, error);
  if (MayrosError.isInstance(explained)) return explained;
  const problem = { what: `cannot be looked at: ${String(explained)}`, hint: "mayros doctor" };
  return unreadable(path, problem, error);
}

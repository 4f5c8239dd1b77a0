// Keeps the state folder at 0700 and a database in it at 0600, whatever the umask: the file is made
// here, with the right mode from its first moment, and only then shown to SQLite.
import {
  chmodSync,
  closeSync,
  fchmodSync,
  mkdirSync,
  openSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { unreadable } from "./state-error.ts";

const STICKY = 0o1000;

/** undefined when there is no such file. Never opens it: that would drop this process's locks. */
export function statStateFile(path: string): Stats | undefined {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    // Not `throwIfNoEntry: false`: that says nothing about a folder that is a file.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  if (!stats.isFile()) throw unreadable(path, { what: "is not a file", hint: "move it away" });
  return stats;
}

/** Makes folder and file where they are missing. Both exist afterwards. */
export function createStateFile(path: string): Stats {
  const found = statStateFile(path);
  if (found) return found;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = openSync(path, "wx", 0o600);
    fchmodSync(file, 0o600);
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return statStateFile(path) ?? refuseDangling(path);
}

/** Refuses what belongs to somebody else; closes what others could read, and says so. */
export function secureStateFile(path: string, stats: Stats, warn: (message: string) => void): void {
  const uid = process.getuid?.();
  // Windows: modes mean nothing there.
  if (uid === undefined) return;
  const folder = dirname(path);
  const folderStats = statSync(folder);
  if (stats.uid !== uid) throw refuseOwner(path, stats.uid);
  if (folderStats.uid !== uid && folderStats.uid !== 0) throw refuseOwner(folder, folderStats.uid);
  repairMode(path, stats.mode, 0o600, warn);
  repairMode(folder, folderStats.mode, 0o700, warn);
}

function repairMode(
  path: string,
  mode: number,
  wanted: number,
  warn: (message: string) => void,
): void {
  if ((mode & 0o077) === 0) return;
  const was = (mode & 0o777).toString(8).padStart(4, "0");
  // A sticky folder is shared on purpose (/tmp): closing it would lock everybody out.
  const repaired = (mode & STICKY) === 0 && tryChmod(path, wanted);
  const outcome = repaired ? `it is now 0${wanted.toString(8)}` : "it could not be closed";
  warn(`${path} was open to other users (${was}): ${outcome}`);
}

function tryChmod(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

function refuseOwner(path: string, owner: number): Error {
  return unreadable(path, {
    what: `belongs to another user (uid ${owner})`,
    hint: "run mayros as that user, or set MAYROS_STATE_DIR to a folder of your own",
  });
}

function refuseDangling(path: string): never {
  throw unreadable(path, { what: "is a link to nowhere", hint: "remove the link" });
}

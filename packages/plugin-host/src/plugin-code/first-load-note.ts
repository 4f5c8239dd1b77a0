// What came of loading a plugin's code, for later starts: one small file per plugin in the cache folder, so that
// processes that write at the same time lose nothing of each other's. May be deleted at any time: code is tried out
// again then.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "@mayros/config";

export interface FirstLoadNote {
  readonly id: string;
  /** What was tried out: codeIdentity. */
  readonly identity: string;
  /** Why it must not be loaded; absent for one that may. */
  readonly problem?: string;
  /** The last time that it failed in a program that it was part of. */
  readonly fault?: {
    /** ms since the epoch. */
    readonly at: number;
    readonly message: string;
  };
}

const FORMAT = 1;

/** `folder`: of the plugin. */
export function notePath(cacheFolder: string, folder: string): string {
  return join(cacheFolder, "first-loads", `${hash("sha256", folder, "hex").slice(0, 32)}.json`);
}

/** Undefined where there is none, and for what is none. */
export function readNote(path: string): FirstLoadNote | undefined {
  try {
    const note = JSON.parse(readFileSync(path, "utf8")) as FirstLoadNote & { format?: unknown };
    return note.format === FORMAT && typeof note.identity === "string" ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Where it can't be written, the next start tries again. */
export function writeNote(path: string, note: FirstLoadNote): void {
  try {
    replaceFile(path, JSON.stringify({ format: FORMAT, ...note }));
  } catch {
    // A home that can't be written, or has no room.
  }
}

// A file that does nothing but take space, next to auth.db. Removing a login needs room for SQLite's journal: where
// the disk is full, the ballast is thrown away first, so that one can log out of a machine that ran full.

import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { statStateFile } from "./state-file.ts";

/** Bytes: the journal of removing a profile of any size that is known, twice. */
const SIZE = 64 * 1024;

/** Makes it where it is missing or short. Never fails: it is for a bad day that has not come. */
export function layBallast(path: string): void {
  try {
    const found = statStateFile(path);
    if (found && found.size >= SIZE) return;
    dropBallast(path);
    // Random bytes: some file systems store zeros as nothing.
    write(path, randomBytes(SIZE));
  } catch {
    dropBallast(path);
  }
}

/** False when there was none. */
export function dropBallast(path: string): boolean {
  try {
    rmSync(path);
    return true;
  } catch {
    return false;
  }
}

function write(path: string, bytes: Buffer): void {
  const file = openSync(path, "wx", 0o600);
  try {
    fchmodSync(file, 0o600);
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

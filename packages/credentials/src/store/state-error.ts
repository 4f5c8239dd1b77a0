// Says what is wrong with a state file in words that help: which path, and what to do about it.
import { MayrosError } from "@mayros/core";

/** Bytes. SQLite takes a file of one byte for an empty one. */
export const SMALLEST_DATABASE = 512;

const UPDATE = "npm install --global mayros@latest";

interface Explanation {
  readonly what: string;
  readonly hint: string;
}

export const damaged: Explanation = {
  what: "is damaged or no Mayros store; it was left as it is",
  hint: "mayros doctor prints the way back",
};
export const foreign: Explanation = {
  what: "is a database of another program",
  hint: "move it away, or set MAYROS_STATE_DIR to another folder",
};

/** `left`: what follows for the file. */
export const newer = (schema: number, left: string): Explanation => ({
  what: `was written by a newer version of Mayros (schema ${schema}); ${left}`,
  hint: UPDATE,
});

const NOT_OPENED: Explanation = {
  what: "cannot be opened",
  hint: "check who owns the file and its folder, and their permissions",
};
const FOLDER_IS_FILE: Explanation = {
  what: "cannot be opened: its folder is a file",
  hint: "move that file away, or set MAYROS_STATE_DIR to a folder",
};
const READ_ONLY: Explanation = {
  what: "cannot be written",
  hint: "make the file and its folder writable, or set MAYROS_STATE_DIR to a folder that is",
};

/** By SQLite's primary result code (https://sqlite.org/rescode.html). */
const BY_RESULT: Readonly<Record<number, Explanation>> = {
  3: NOT_OPENED,
  5: { what: "is in use by another process", hint: "try again" },
  8: READ_ONLY,
  10: { what: "cannot be read or written: I/O error", hint: "check the disk" },
  11: damaged,
  13: { what: "cannot be written: the disk is full", hint: "free some space" },
  14: NOT_OPENED,
  26: damaged,
};

const BY_ERRNO: Readonly<Record<string, Explanation>> = {
  EACCES: NOT_OPENED,
  EPERM: NOT_OPENED,
  EROFS: READ_ONLY,
  ENOTDIR: FOLDER_IS_FILE,
  EEXIST: FOLDER_IS_FILE,
  ENOSPC: { what: "cannot be written: the disk is full", hint: "free some space" },
};

/** SQLite's primary result code of an error of node:sqlite. */
export function resultCodeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === "number" ? code & 0xff : undefined;
}

const SQLITE_FULL = 13;

/** Of an error as `explainStateError` gives it. */
export function isDiskFull(error: unknown): boolean {
  const cause = (error as Error | undefined)?.cause;
  return (
    resultCodeOf(cause) === SQLITE_FULL ||
    (cause as { code?: unknown } | undefined)?.code === "ENOSPC"
  );
}

export function unreadable(
  path: string,
  { what, hint }: Explanation,
  cause?: unknown,
): MayrosError {
  return new MayrosError("MAYROS_STATE_UNREADABLE", `${path} ${what}`, {
    hint,
    details: { path },
    cause,
  });
}

/** The error for a failed file or database call on `path`; a MayrosError passes unchanged. */
export function explainStateError(path: string, error: unknown): unknown {
  if (MayrosError.isInstance(error) || !(error instanceof Error)) return error;
  const result = resultCodeOf(error);
  if (result !== undefined) return unreadable(path, BY_RESULT[result] ?? unusable(error), error);
  const errno = (error as NodeJS.ErrnoException).code;
  if (errno === undefined || !("syscall" in error)) return error;
  const other = { ...NOT_OPENED, what: `cannot be opened (${errno})` };
  return unreadable(path, BY_ERRNO[errno] ?? other, error);
}

/** Most likely a newer version made tables that this one does not know. */
function unusable(error: Error): Explanation {
  return {
    what: `cannot be used: ${error.message}`,
    hint: UPDATE,
  };
}

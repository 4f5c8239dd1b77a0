// Looked at before a login begins: one that can't be stored in the end is a person's time for nothing, and leaves a token
// at the vendor that nobody has.
import { accessSync, constants, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { MayrosError } from "@mayros/core";

/** Makes nothing. Throws MAYROS_STATE_UNREADABLE. */
export function requireWritable(stateDir: string): void {
  for (const path of [nearestFolder(stateDir), join(stateDir, "auth.db")]) {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT") continue;
      throw unwritable(
        path,
        code === "EROFS" ? "is on a read-only disk" : "can't be written",
        error,
      );
    }
  }
}

/** Of the folders on the way that are there the last one. */
function nearestFolder(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw unwritable(path, "is no folder");
  const parent = dirname(path);
  return found || parent === path ? path : nearestFolder(parent);
}

function unwritable(path: string, what: string, cause?: unknown): MayrosError {
  return new MayrosError(
    "MAYROS_STATE_UNREADABLE",
    `${path} ${what}: a login could not be stored`,
    {
      hint: "set MAYROS_STATE_DIR to a folder of yours",
      details: { path },
      cause,
    },
  );
}

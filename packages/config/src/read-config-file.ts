// Reads the text of mayros.json from disk. Synchronous, because it is small, and because loading
// node:fs/promises would take longer at start-up than reading it.
import { isUtf8 } from "node:buffer";
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { devNull } from "node:os";
import { MayrosError } from "@mayros/core";

/** undefined where there is no file. Throws MAYROS_STATE_UNREADABLE with the path for anything else. */
export function readConfigFile(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readRegularFile(path);
  } catch (error) {
    if (MayrosError.isInstance(error)) throw error;
    const code = errorCode(error);
    if (code === "ENOENT") return undefined;
    throw unreadable(path, plainReasons[code] ?? code, error);
  }
  if (!isUtf8(bytes)) throw unreadable(path, "it is not UTF-8 text");
  return bytes.toString("utf8");
}

/** A pipe would be waited for, and a device may have no end; only /dev/null is taken, for an empty file. */
function readRegularFile(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    if (stat.isFile() || stat.isDirectory()) return readFileSync(file);
    if (path === devNull) return Buffer.alloc(0);
    throw unreadable(path, "it is no regular file");
  } finally {
    closeSync(file);
  }
}

const plainReasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  ENOTDIR: "the folder that it should be in is a file",
};

/** `ENOENT` and its kin; empty for errors that did not come from the system. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function unreadable(path: string, why: string, cause?: unknown): MayrosError {
  return new MayrosError("MAYROS_STATE_UNREADABLE", `cannot read ${path}: ${why}`, {
    hint: `make ${path} a text file that you can read`,
    cause,
  });
}

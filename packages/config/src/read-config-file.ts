// Reads the text of mayros.json from disk. Synchronous, because it is small, and because loading
// node:fs/promises would take longer at start-up than reading it.
import { isUtf8 } from "node:buffer";
import { readFileSync } from "node:fs";
import { MayrosError } from "@mayros/core";

/** undefined where there is no file. Throws MAYROS_STATE_UNREADABLE with the path for anything else. */
export function readConfigFile(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return undefined;
    throw unreadable(path, plainReasons[code] ?? code, error);
  }
  if (!isUtf8(bytes)) throw unreadable(path, "it is not UTF-8 text");
  return bytes.toString("utf8");
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

// Reads the text of mayros.json from disk.
import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { MayrosError } from "@mayros/core";

/** undefined where there is no file. Throws MAYROS_STATE_UNREADABLE with the path for anything else. */
export async function readConfigFile(path: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT") return undefined;
    throw unreadable(path, code === "EISDIR" ? "it is a folder" : code, error);
  }
  if (!isUtf8(bytes)) throw unreadable(path, "it is not UTF-8 text");
  return bytes.toString("utf8");
}

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

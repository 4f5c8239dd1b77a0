// Asks the file system about the state folder and the config files. Opens none of them, writes nothing.
import { accessSync, constants, readdirSync, type Stats, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { networkFileSystem } from "@mayros/credentials";
import type { FileFacts, FolderFacts } from "./facts.ts";

/** undefined where there is nothing, and for what can't be looked at. */
export function readFileFacts(path: string): FileFacts | undefined {
  try {
    return toFacts(path, statSync(path));
  } catch {
    return undefined;
  }
}

function toFacts(path: string, stats: Stats): FileFacts {
  const kind = stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  return { path, kind, uid: stats.uid, mode: stats.mode & 0o7777, modifiedAt: stats.mtimeMs };
}

/** `others`: files in it that somebody else looks at. */
export function readFolderFacts(path: string, others: readonly string[]): FolderFacts {
  const nothing = { path, files: [], writable: false };
  try {
    const itself = toFacts(path, statSync(path));
    if (itself.kind !== "folder") return { ...nothing, itself };
    const files = readdirSync(path)
      .map((name) => join(path, name))
      .filter((file) => !others.includes(file))
      .flatMap((file) => readFileFacts(file) ?? [])
      .filter(({ kind }) => kind === "file");
    return { path, itself, files, writable: isWritable(path), ...readSpace(path) };
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? nothing : { ...nothing, problem: code };
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function readSpace(path: string): Pick<FolderFacts, "freeBytes" | "network"> {
  try {
    const { bavail, bsize } = statfsSync(path);
    const network = networkFileSystem(path);
    return { freeBytes: bavail * bsize, ...(network === undefined ? {} : { network }) };
  } catch {
    return {};
  }
}

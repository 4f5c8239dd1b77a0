// What was installed for a plugin that ships with Mayros and whose vendor's packages do not: one record in
// `<stateDir>/libraries/<id>/`, beside the `node_modules` and the lock file that it tells of.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const LIBRARY_RECORD = "libraries.json";

export interface LibraryRecord {
  readonly format: 1;
  /** Name -> exact version: what the manifest asked for. */
  readonly libraries: Readonly<Record<string, string>>;
  /** Who installed them. */
  readonly manager: "npm" | "pnpm";
  /** The file that says which versions of everything else came with them, and its digest: `sha512-<base64>`. */
  readonly lock: { readonly file: string; readonly digest: string };
  /** Over the names, modes and contents of all files in `node_modules`: `sha512-<base64>`. */
  readonly digest: string;
  /** What a look at these files told without reading them; it changes with each of them. */
  readonly stamp: string;
  readonly files: number;
  readonly bytes: number;
  /** ms since the epoch. */
  readonly installedAt: number;
}

/** Undefined where none can be read. */
export function readLibraryRecord(folder: string): LibraryRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(join(folder, LIBRARY_RECORD), "utf8")) as LibraryRecord;
    return record.format === 1 && typeof record.lock?.file === "string" ? record : undefined;
  } catch {
    return undefined;
  }
}

export function digestOfFile(path: string): string {
  return `sha512-${hash("sha512", readFileSync(path), "base64")}`;
}

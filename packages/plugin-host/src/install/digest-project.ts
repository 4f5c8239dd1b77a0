// One value for all files of a project: the names, the contents, what may be run, and where links lead. Two projects with
// the same digest are the same, whatever the times on their files.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { listProjectFiles, type ProjectFile, type ProjectOptions } from "./project-files.ts";

export interface ProjectDigest {
  /** `sha512-<base64>` */
  readonly digest: string;
  /** See `stampOf`. */
  readonly stamp: string;
  readonly files: number;
  readonly bytes: number;
}

/** Reads every byte: 40 ms for 840 files of 6 MB together. Throws RefusedFolder. */
export function digestProject(project: string, options: ProjectOptions = {}): ProjectDigest {
  const files = listProjectFiles(project, options);
  const now = Date.now();
  const hash = createHash("sha512");
  for (const file of files) {
    const content = file.link === undefined ? readFileSync(file.absolute) : Buffer.from(file.link);
    // Lengths stand before what they are of: nothing can be moved from one place to the next.
    const kind = file.link === undefined ? (file.executable ? "run" : "file") : "link";
    hash.update(`${kind} ${Buffer.byteLength(file.path)} ${file.path} ${content.length} `);
    hash.update(content);
  }
  return {
    digest: `sha512-${hash.digest("base64")}`,
    stamp: stampOf(files, now),
    files: files.length,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
  };
}

/** File systems keep time in steps; two writes within one can't be told apart. */
const CLOCK_STEP_MS = 50;

/**
 * What a look without reading tells: it changes with every change of a file. Empty where a file was changed just now and may be
 * changed again without a sign.
 */
export function stampOf(files: readonly ProjectFile[], now: number): string {
  if (files.some(({ changedAt }) => Math.abs(now - changedAt) < CLOCK_STEP_MS)) return "";
  const hash = createHash("sha256");
  for (const { path, mark } of files) hash.update(`${path.length} ${path} ${mark}\n`);
  return hash.digest("base64");
}

// Whether a file that holds secrets, or a program that prints them, can be trusted: a file of its own and no link, of
// this user or root, that nobody else may change.
import { lstatSync, realpathSync, type Stats } from "node:fs";
import { dirname } from "node:path";
import { shellWord } from "@mayros/core";
import type { SecretProblem } from "./secret-unavailable.ts";

const STICKY = 0o1000;

export interface TrustedFile {
  readonly path: string;
  /** A file with secrets may not be read by everybody either. */
  readonly kind: "secrets" | "program";
  /** undefined where files have no owners and modes (Windows). */
  readonly uid: number | undefined;
}

/** Undefined where nothing is wrong. */
export function distrustFile(wanted: TrustedFile): SecretProblem | undefined {
  const { path } = wanted;
  try {
    const stats = lstatSync(path);
    return distrustStats(stats, wanted) ?? distrustFolder(wanted);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = code === "ENOENT" ? `there is no ${path}` : `${path} can't be looked at (${code})`;
    return { what, hint: `ls -l ${shellWord(path)}` };
  }
}

/** `stats`: of the path itself, or of the file that was opened. */
export function distrustStats(
  stats: Stats,
  { path, kind, uid }: TrustedFile,
): SecretProblem | undefined {
  if (stats.isSymbolicLink()) {
    const hint = `name the file that it leads to: ${leadsTo(path)}`;
    return { what: `${path} is a link`, hint };
  }
  if (!stats.isFile()) return { what: `${path} is no file`, hint: `ls -ld ${shellWord(path)}` };
  if (uid === undefined) return undefined;
  if (stats.uid !== uid && stats.uid !== 0) {
    const what = `${path} belongs to another user (uid ${stats.uid})`;
    return { what, hint: `ls -l ${shellWord(path)}` };
  }
  if ((stats.mode & 0o022) !== 0) {
    const what = `others may change ${path} (${describeMode(stats)})`;
    return { what, hint: `chmod go-w ${shellWord(path)}` };
  }
  if (kind === "secrets" && (stats.mode & 0o007) !== 0) {
    const what = `everybody may read ${path} (${describeMode(stats)})`;
    return { what, hint: `chmod o= ${shellWord(path)}` };
  }
  return undefined;
}

/** Who may write into its folder may put another file in its place. */
function distrustFolder({ path, uid }: TrustedFile): SecretProblem | undefined {
  if (uid === undefined) return undefined;
  const folder = dirname(path);
  const stats = lstatSync(realpathSync(folder));
  if (stats.uid !== uid && stats.uid !== 0) {
    const what = `its folder ${folder} belongs to another user (uid ${stats.uid})`;
    return { what, hint: `ls -ld ${shellWord(folder)}` };
  }
  if ((stats.mode & 0o002) === 0 || (stats.mode & STICKY) !== 0) return undefined;
  const what = `everybody may put another file in its place: ${folder} (${describeMode(stats)})`;
  return { what, hint: `chmod o-w ${shellWord(folder)}` };
}

function leadsTo(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return "it leads nowhere";
  }
}

const describeMode = ({ mode }: Stats): string => (mode & 0o7777).toString(8).padStart(4, "0");

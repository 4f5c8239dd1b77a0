// Refuses plugin folders that somebody else could write to: what is in them decides where keys go.
import { lstat } from "node:fs/promises";

export interface PathStat {
  readonly uid: number;
  readonly mode: number;
  readonly symbolicLink: boolean;
}

/** Why a path can't be trusted, or undefined. `uid` is undefined where the system has no owners (Windows). */
export function ownershipProblem(stat: PathStat, uid: number | undefined): string | undefined {
  if (uid === undefined) return undefined;
  if (stat.uid !== uid && stat.uid !== 0) return `belongs to another user (uid ${stat.uid})`;
  const anyoneWrites = (stat.mode & 0o002) !== 0;
  return anyoneWrites && !stat.symbolicLink ? "is writable by everyone" : undefined;
}

/** Checks a path of the file system; throws ENOENT and kin. */
export async function checkOwnership(path: string): Promise<string | undefined> {
  const stat = await lstat(path);
  return ownershipProblem(
    { uid: stat.uid, mode: stat.mode, symbolicLink: stat.isSymbolicLink() },
    process.getuid?.(),
  );
}

// Refuses plugin files and folders that somebody else could write to: what is in them decides where
// keys go.

/** What of `fs.Stats` says who may write. */
export interface Ownership {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/**
 * Why a path can't be trusted, or undefined. `uid` is undefined where the system has no owners (Windows).
 *
 * A group that may write is refused as everyone is, with one exception: the group that has its owner's
 * own number. Debian, Fedora and their kin give each person such a group with nobody else in it, and a
 * umask of 002, so that there everything a person makes is writable by it. A shared group (`users`,
 * `staff`) has a number of its own.
 */
export function ownershipProblem(stat: Ownership, uid: number | undefined): string | undefined {
  if (uid === undefined) return undefined;
  if (stat.uid !== uid && stat.uid !== 0) return `belongs to another user (uid ${stat.uid})`;
  if ((stat.mode & 0o002) !== 0) return "is writable by everyone";
  const groupWrites = (stat.mode & 0o020) !== 0 && stat.gid !== stat.uid;
  return groupWrites ? `is writable by the group ${stat.gid}` : undefined;
}

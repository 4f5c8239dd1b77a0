// The files of one plugin, read with everything that has to hold of them: they are in its folder when
// links are followed, nobody else could have written them, they are files, and not huge.
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname, isAbsolute, join, relative, sep, win32 } from "node:path";
import { ownershipProblem } from "./check-ownership.ts";
import { forbiddenKey } from "./forbidden-key.ts";
import { RefusedFolder } from "./refused-folder.ts";

export interface TrustedFolder {
  /** Real path. */
  readonly root: string;
  /** Parses a JSON file; throws RefusedFolder. */
  json(path: string, mostBytes: number): unknown;
  /** Real path of a file. Throws RefusedFolder when there is none such inside the folder. */
  require(path: string): string;
}

export interface TrustOptions {
  /** Links may lead no further than here. Default: the folder itself. */
  readonly within?: string | undefined;
  /** Whose files they are does not matter: they are our own, in a checkout. */
  readonly anyOwner?: boolean | undefined;
}

/** Throws RefusedFolder when the folder is somebody else's or leads out of `within`. */
export function openTrustedFolder(folder: string, options: TrustOptions = {}): TrustedFolder {
  const root = realpathSync(folder);
  const within = options.within === undefined ? root : realpathSync(options.within);
  if (!isInside(within, root)) {
    throw new RefusedFolder(
      "is a link that leads out of the folder of installed plugins; plugins.load.paths takes a folder where it is",
    );
  }
  const check = (path: string, stat: Stats): void => {
    if (options.anyOwner !== true) refuseOwner(path, stat);
  };
  /** Who may write a folder on the way can put another one in the place of what was checked. */
  const checkWay = (outer: string, inner: string): void => {
    for (let up = inner; up !== outer && isInside(outer, up); up = dirname(up)) {
      check(up, statSync(up));
    }
  };
  check(within, statSync(within));
  checkWay(within, root);

  /** The real path, with every folder on the way checked. */
  const resolveInside = (path: string): string => {
    const real = insidePath(root, path);
    checkWay(root, dirname(real));
    return real;
  };
  return {
    root,
    require(path) {
      const real = resolveInside(path);
      const stat = statSync(real);
      if (!stat.isFile()) throw new RefusedFolder(`${path} is not a file`);
      check(real, stat);
      return real;
    },
    json(path, mostBytes) {
      const real = resolveInside(path);
      return parse(path, readBounded(real, mostBytes, check));
    },
  };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function insidePath(root: string, path: string): string {
  const leaves = new RefusedFolder(`${path} leads out of its folder`);
  if (isAbsolute(path) || win32.isAbsolute(path) || path.split(/[\\/]/).includes("..")) {
    throw leaves;
  }
  let real: string;
  try {
    real = realpathSync(join(root, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") throw new RefusedFolder("is no folder");
    throw new RefusedFolder(code === "ENOENT" ? `has no ${path}` : `${path}: ${code}`);
  }
  if (!isInside(root, real)) throw leaves;
  return real;
}

const STICKY = 0o1000;

/** Also for the folders that plugins lie in. */
export function refuseOwner(path: string, stat: Stats): void {
  const problem = ownershipProblem(stat, process.getuid?.());
  if (problem === undefined) return;
  // Whoever can make a folder here must not write a part of a command that somebody will copy.
  const word = `'${path.replaceAll("'", `'\\''`)}'`;
  if (problem.startsWith("belongs")) {
    throw new RefusedFolder(`${path} ${problem}`, `sudo chown -R "$(id -u)" ${word}`);
  }
  // A folder with the sticky bit, as /tmp, is everybody's on purpose.
  const isShared = (stat.mode & STICKY) !== 0;
  throw new RefusedFolder(`${path} ${problem}`, isShared ? undefined : `chmod -R go-w ${word}`);
}

/** One opened file is checked and read: what is checked can't be swapped. Never waits for a pipe. */
function readBounded(
  path: string,
  mostBytes: number,
  check: (path: string, stat: Stats) => void,
): string {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
  const file = openSync(path, flags);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new RefusedFolder(`${path} is not a file`);
    check(path, stat);
    if (stat.size > mostBytes) {
      throw new RefusedFolder(`${path} is larger than ${mostBytes / 1024} KB`);
    }
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

function parse(path: string, text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new RefusedFolder(`${path} is not JSON: ${(error as Error).message}`);
  }
  const forbidden = forbiddenKey(value);
  if (forbidden !== undefined) throw new RefusedFolder(`${path}: ${forbidden}`);
  return value;
}

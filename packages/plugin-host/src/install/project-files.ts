// All files of an installed plugin's project, with what has to hold of them: none leads out of it, and they are no more
// and no larger than a plugin has reason to be.
import { lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { RefusedFolder } from "../plugin-folder/refused-folder.ts";

export const MOST_FILES = 20_000;
export const MOST_BYTES: number = 256 * 1024 * 1024;

export interface ProjectFile {
  /** Within the project, with `/`. */
  readonly path: string;
  readonly absolute: string;
  readonly size: number;
  /** Whoever owns it may run it. */
  readonly executable: boolean;
  /** Where it leads, of a link. */
  readonly link?: string;
  /** Changes whenever the file, its name or its rights were changed. */
  readonly mark: string;
  /** ms since the epoch, of its last change. */
  readonly changedAt: number;
}

export interface ProjectOptions {
  /** Also refuse files that have another name somewhere. Later a backup may have given them one. */
  readonly fresh?: boolean;
}

/** In the order of their paths. Throws RefusedFolder. */
export function listProjectFiles(project: string, options: ProjectOptions = {}): ProjectFile[] {
  const root = realpathSync(project);
  const files: ProjectFile[] = [];
  const open = [""];
  let bytes = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        open.push(path);
        continue;
      }
      const file = readFileFacts(root, path, options);
      files.push(file);
      bytes += file.size;
      if (files.length > MOST_FILES) throw new RefusedFolder(`has more than ${MOST_FILES} files`);
      if (bytes > MOST_BYTES) {
        throw new RefusedFolder(`is larger than ${MOST_BYTES / 1024 / 1024} MB`);
      }
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readFileFacts(root: string, path: string, { fresh = false }: ProjectOptions): ProjectFile {
  const absolute = join(root, path);
  const stat = lstatSync(absolute, { bigint: true });
  const { ino, size, mode, mtimeNs, ctimeNs } = stat;
  const facts = {
    ...{ path, absolute, size: Number(size), executable: (mode & 0o100n) !== 0n },
    mark: `${ino} ${size} ${mode} ${mtimeNs} ${ctimeNs}`,
    changedAt: Number(ctimeNs / 1_000_000n),
  };
  if (stat.isSymbolicLink()) return { ...facts, link: insideLink(root, absolute, path) };
  if (!stat.isFile()) throw new RefusedFolder(`${path} is neither a file nor a folder`);
  if (fresh && stat.nlink > 1n) {
    throw new RefusedFolder(`${path} is a hard link: the same file has a name elsewhere`);
  }
  return facts;
}

function insideLink(root: string, absolute: string, path: string): string {
  const link = readlinkSync(absolute);
  const leaves = new RefusedFolder(`${path} is a link that leads out of the plugin's project`);
  if (isAbsolute(link)) throw leaves;
  let real: string;
  try {
    real = realpathSync(absolute);
  } catch {
    throw new RefusedFolder(`${path} is a link to nowhere`);
  }
  const way = relative(root, real);
  if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) throw leaves;
  return link.split(sep).join("/");
}

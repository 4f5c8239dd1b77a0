// Writes mayros.json so that after any crash the old text or the new is there, never a part of it.
// `constants` is no function: from node:fs/promises the bundler would make one of it (lazy-builtins.ts).
import { constants, linkSync, renameSync, type Stats } from "node:fs";
import { access, mkdir, open, readdir, readlink, realpath, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { MayrosError } from "@mayros/core";
import { errorCode, readConfigFile } from "../read-config-file.ts";

const LEFTOVER_MS = 600_000;
const MAX_LINKS = 40;

/**
 * Replaces the file if it still holds `expected` (undefined: if there is none); false if it does not.
 * Throws MAYROS_CONFIG_UNWRITABLE with the old text intact.
 */
export async function writeConfigFile(
  path: string,
  text: string,
  expected: string | undefined,
): Promise<boolean> {
  const folder = dirname(path);
  const temporary = join(
    folder,
    `.${basename(path)}.${process.pid}-${Math.trunc(Math.random() * 1e12)}.tmp`,
  );
  try {
    const old = expected === undefined ? undefined : await stat(path);
    if (old) await access(path, constants.W_OK);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeLeftovers(path);
    await writeDurably(temporary, text, old);
    if (!replaceIfSame(temporary, path, expected)) return false;
    await syncFolder(folder);
    return true;
  } catch (cause) {
    if (MayrosError.isInstance(cause)) throw cause;
    const code = errorCode(cause);
    if (code === "ENOENT" && expected !== undefined) return false; // Deleted meanwhile.
    const message = `cannot write ${path}: ${code || String(cause)}; it is as it was`;
    const hint = code === "EBUSY" ? { hint: "mount the folder, not the file" } : {};
    throw new MayrosError("MAYROS_CONFIG_UNWRITABLE", message, { ...hint, cause });
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Synchronous, so that nothing of this process comes between the comparison and the replacement. */
function replaceIfSame(temporary: string, path: string, expected: string | undefined): boolean {
  if (readConfigFile(path) !== expected) return false;
  if (expected === undefined) {
    try {
      linkSync(temporary, path);
      return true;
    } catch (error) {
      if (errorCode(error) === "EEXIST") return false;
      // Some file systems have no hard links.
    }
  }
  renameSync(temporary, path);
  return true;
}

/** The file that a symbolic link means, in its real folder; also where it does not exist yet. */
export async function followLinks(path: string): Promise<string> {
  let target = await realFolder(path);
  for (let links = 0; links < MAX_LINKS; links++) {
    const next = await readlink(target).catch(() => undefined);
    if (next === undefined) break;
    target = await realFolder(resolve(dirname(target), next));
  }
  return target;
}

/** What a link's `..` starts from: the system goes by where a folder is, not by how it was reached. */
async function realFolder(path: string): Promise<string> {
  const folder = dirname(path);
  return join(await realpath(folder).catch(() => folder), basename(path));
}

/** With the owner and the mode of `old`; for the owner alone where there is none. */
async function writeDurably(path: string, text: string, old: Stats | undefined): Promise<void> {
  const bytes = Buffer.from(text, "utf8");
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    const { size } = await file.stat();
    if (size !== bytes.length) throw new Error(`${size} of ${bytes.length} bytes were written`);
    if (old) {
      // One by one: who is not root may at least keep the group.
      await file.chown(-1, old.gid).catch(() => undefined);
      await file.chown(old.uid, -1).catch(() => undefined);
      await file.chmod(old.mode & 0o777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename last; some systems cannot do that for folders. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/** Temporary files of writers that were killed. */
async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const isOurs = name.startsWith(prefix) && /^\d+-\d+\.tmp$/.test(name.slice(prefix.length));
    if (!isOurs) continue;
    const leftover = join(folder, name);
    const found = await stat(leftover).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > LEFTOVER_MS) await rm(leftover, { force: true });
  }
}

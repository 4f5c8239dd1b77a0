// Writes mayros.json so that after any crash the old text or the new is there, never a part of it.
import {
  access,
  constants,
  mkdir,
  open,
  readdir,
  readlink,
  rename,
  rm,
  stat,
} from "node:fs/promises";
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
    if (expected !== undefined) await access(path, constants.W_OK);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeLeftovers(path);
    await writeDurably(temporary, text);
    if (readConfigFile(path) !== expected) return false;
    await rename(temporary, path);
    await syncFolder(folder);
    return true;
  } catch (cause) {
    if (MayrosError.isInstance(cause)) throw cause;
    const message = `cannot write ${path}: ${errorCode(cause) || String(cause)}`;
    throw new MayrosError("MAYROS_CONFIG_UNWRITABLE", `${message}; it is as it was`, { cause });
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** The file that a symbolic link means, also where that does not exist yet. */
export async function followLinks(path: string): Promise<string> {
  let target = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    const next = await readlink(target).catch(() => undefined);
    if (next === undefined) break;
    target = resolve(dirname(target), next);
  }
  return target;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text, "utf8");
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    const { size } = await file.stat();
    if (size !== bytes.length) throw new Error(`${size} of ${bytes.length} bytes were written`);
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

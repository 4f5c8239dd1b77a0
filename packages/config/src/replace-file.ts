// Writes a small file in one step: a reader, in any process or thread, has the old one or the new one and never a part.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

export interface ReplaceOptions {
  /** Also after a power cut: waits for the disk. */
  readonly durable?: boolean;
}

/** For its owner alone, as are folders that have to be made for it. Throws what the disk says; then the old file is there. */
export function replaceFile(
  path: string,
  content: string | Uint8Array,
  { durable = false }: ReplaceOptions = {},
): void {
  const folder = dirname(path);
  // Hidden, so that what a killed process leaves passes for nothing. Not of node:crypto, which every start would load.
  const mark = `${process.pid}-${Math.trunc(Math.random() * 1e12)}`;
  const draft = join(folder, `.${basename(path)}.${mark}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const file = openSync(draft, "wx", 0o600);
    try {
      writeFileSync(file, content);
      if (durable) fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  if (durable) syncFolder(folder);
}

/** Where folders can be opened at all. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

// Puts the code of a plugin that ships beside the libraries that were installed for it, for Node looks for packages
// where the importing file lies and nowhere else. Its name says what is in it: whichever Mayros comes by, each finds its own.
import { hash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The name of the file in `folder`. Rejects where it is not there and can't be written. */
export function placeCode(source: string, folder: string): string {
  const code = readFileSync(source);
  const name = `code-${hash("sha256", code, "hex").slice(0, 16)}.mjs`;
  const file = join(folder, name);
  if (isThere(file, code)) return name;
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, code, { mode: 0o600, flag: "wx" });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return name;
}

function isThere(file: string, code: Buffer): boolean {
  try {
    return readFileSync(file).equals(code);
  } catch {
    return false;
  }
}

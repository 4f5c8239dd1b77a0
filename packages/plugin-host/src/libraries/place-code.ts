// Puts the code of a plugin that ships beside the libraries that were installed for it, for Node looks for packages
// where the importing file lies and nowhere else. Its name says what is in it: whichever Mayros comes by, each finds its own.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "@mayros/config";

/** The name of the file in `folder`. Rejects where it is not there and can't be written. */
export function placeCode(source: string, folder: string): string {
  const code = readFileSync(source);
  const name = `code-${hash("sha256", code, "hex").slice(0, 16)}.mjs`;
  const file = join(folder, name);
  if (!isThere(file, code)) replaceFile(file, code);
  return name;
}

function isThere(file: string, code: Buffer): boolean {
  try {
    return readFileSync(file).equals(code);
  } catch {
    return false;
  }
}

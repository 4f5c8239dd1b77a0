// What a file or folder looked like, in one stat: another signature means that it has to be read again.
import { statSync } from "node:fs";

/** The time of its status is in it too: that changes with its mode and owner, which decide trust. */
export function signatureOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

/** Whether all of it is as it was. */
export function isUnchanged(watched: readonly (readonly [path: string, mark: string])[]): boolean {
  return watched.every(([path, mark]) => signatureOf(path) === mark);
}

// Notes what an index was made of, so that a later start can tell with a few stats whether it still
// holds.
import { statSync } from "node:fs";
import { signatureOf } from "./signature.ts";

/** File systems keep time in steps; two writes within one can't be told apart. */
const CLOCK_STEP_MS = 50;

export class WatchList {
  readonly #seen = new Map<string, string>();

  /**
   * To be called right before or after `path` is read. What was written just now may have been written
   * again since, unseen: such a signature never holds, and the next start reads the file again.
   */
  see(path: string): void {
    if (this.#seen.has(path)) return;
    const signature = signatureOf(path);
    this.#seen.set(path, isFresh(path) ? `${signature} just now` : signature);
  }

  entries(): [path: string, signature: string][] {
    return [...this.#seen];
  }
}

function isFresh(path: string): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs < CLOCK_STEP_MS;
  } catch {
    return false;
  }
}

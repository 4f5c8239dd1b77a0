// Waits for the lock of a profile without holding up this process, and looks at the store each time: who waits for
// somebody else's refresh needs its result, not the lock.
import { setTimeout as sleep } from "node:timers/promises";
import type { LockFile } from "./lock-file.ts";

export interface WaitOptions<T> {
  /** What ends the waiting without the lock. */
  readonly look: () => Promise<T | undefined>;
  /** ms. */
  readonly patience: number;
  /** The error where it took longer. */
  readonly tooLong: () => Promise<Error>;
}

/** undefined: it is held now, and is the caller's to release. */
export async function waitForLock<T>(
  lock: LockFile,
  { look, patience, tooLong }: WaitOptions<T>,
): Promise<T | undefined> {
  const deadline = performance.now() + patience;
  for (;;) {
    const ended = await look();
    if (ended !== undefined) return ended;
    if (lock.take()) return undefined;
    if (performance.now() > deadline) throw await tooLong();
    await sleep(10 + Math.random() * 40);
  }
}

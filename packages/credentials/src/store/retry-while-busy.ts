// Waits for a database that another process holds, without holding up this one: SQLite's own waiting
// would stop the event loop, so it is off and the whole attempt is made again after short pauses.
import { setTimeout as sleep } from "node:timers/promises";
import { resultCodeOf } from "./state-error.ts";

const SQLITE_BUSY = 5;

/** Another process holds the database. */
export function isBusy(error: unknown): boolean {
  return resultCodeOf(error) === SQLITE_BUSY;
}

/** `attempt` is synchronous, so that no lock is ever held while something else runs; `patience` in ms. */
export async function retryWhileBusy<T>(attempt: () => T, patience: number): Promise<T> {
  const deadline = performance.now() + patience;
  for (;;) {
    await sleep(5 + Math.random() * 30);
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
  }
}

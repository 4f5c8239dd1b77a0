// Waits for a database that another process holds, without holding up this one: SQLite's own waiting
// would stop the event loop, so it is off and the whole attempt is made again after a short pause.
import { setTimeout as sleep } from "node:timers/promises";
import { resultCodeOf } from "./state-error.ts";

const SQLITE_BUSY = 5;
/** ms. Writers hold the lock for a few milliseconds each; this is for many of them at once. */
const PATIENCE = 20_000;

/** `attempt` is synchronous, so that no lock is ever held while something else runs. */
export async function retryWhileBusy<T>(attempt: () => T): Promise<T> {
  let deadline: number | undefined;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (resultCodeOf(error) !== SQLITE_BUSY) throw error;
      // Asked only now: reading this clock for the first time costs 1.5 ms of every start.
      deadline ??= performance.now() + PATIENCE;
      if (performance.now() > deadline) throw error;
    }
    await sleep(5 + Math.random() * 30);
  }
}

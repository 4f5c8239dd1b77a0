// A clock on which waiting takes no time, for flows that ask again and again. A browser login gives up by its clock
// after five minutes, so it wants the real one.
import type { PluginClock } from "@mayros/core";

export interface FastClock extends PluginClock {
  /** ms of every wait so far. */
  readonly slept: readonly number[];
  /** Moves the time, as a laptop's sleep does. May be negative. */
  jump(ms: number): void;
}

export function fastClock(start = Date.UTC(2026, 0, 1)): FastClock {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    jump(ms) {
      now += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}

export const realClock: PluginClock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    const { setTimeout: wait } = await import("node:timers/promises");
    await wait(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error;
    });
  },
};

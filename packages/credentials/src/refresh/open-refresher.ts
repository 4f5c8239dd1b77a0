// Hands out profiles with good tokens. Within this process all who ask for a profile at once share one refresh;
// between processes a lock and the store see to it.
import { join, resolve } from "node:path";
import { MayrosError } from "@mayros/core";
import type { Profile } from "../profile.ts";
import type { ProfileStore } from "../store/profile-store.ts";
import { waitFor } from "../wait-for.ts";
import { isFresh, isUsable } from "./decide-refresh.ts";
import { LockFile, lockPath } from "./lock-file.ts";
import { networkFileSystem } from "./network-file-system.ts";
import { refreshOnce } from "./refresh-once.ts";
import type { FreshOptions, Refresher } from "./refresher.ts";

/** ms: more than a token takes to spend. */
const PATIENCE = 35_000;
/** ms after a failure during which a token that is still good is handed out without another try. */
const REST = 10_000;

export interface RefresherOptions {
  readonly stateDir: string;
  /** A folder on a local disk, for state on another machine. Relative to `stateDir`. */
  readonly lockDir?: string | undefined;
  readonly store: ProfileStore;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly warn: (message: string) => void;
  /** ms to wait for another process. */
  readonly patience?: number;
  /** ms that a token may take to be spent, before it is taken for lost. Whoever sends has their own limit. */
  readonly longest?: number;
}

/** A refresh under way, and how many wait for it. */
interface Flight {
  readonly result: Promise<Profile>;
  waiting: number;
}

/** Opens nothing yet. */
export function openRefresher(options: RefresherOptions): Refresher {
  return new SharedRefresher(options);
}

class SharedRefresher implements Refresher {
  readonly #options: RefresherOptions;
  readonly #flights = new Map<string, Flight>();
  /** By profile id, on the clock of `performance.now()`. */
  readonly #restUntil = new Map<string, number>();
  #warned = false;

  constructor(options: RefresherOptions) {
    this.#options = options;
  }

  async fresh(profile: Profile, options: FreshOptions): Promise<Profile> {
    const { rejected, signal } = options;
    if (isFresh(profile, this.#options.now(), rejected)) return profile;
    if (this.#rests(profile) && isUsable(profile, this.#options.now(), rejected)) return profile;
    for (;;) {
      signal?.throwIfAborted();
      const joined = this.#flights.get(profile.id);
      try {
        const fresh = await waitWith(joined ?? this.#begin(profile, options), signal);
        // That of others may have gone for less: for a token that only its time speaks against.
        if (!joined || fresh.revision !== rejected) return fresh;
      } catch (error) {
        // All others left just before this one came.
        if (!joined || signal?.aborted || !isAborted(error)) throw error;
      }
    }
  }

  async settled(): Promise<void> {
    while (this.#flights.size > 0) {
      await Promise.allSettled([...this.#flights.values()].map(({ result }) => result));
    }
  }

  /** A refresh failed just now. */
  #rests({ id }: Profile): boolean {
    return performance.now() < (this.#restUntil.get(id) ?? 0);
  }

  #begin(profile: Profile, options: FreshOptions): Flight {
    const { id } = profile;
    const release = this.#options.store.hold();
    const result = this.#refresh(profile, options).finally(() => {
      this.#flights.delete(id);
      release();
    });
    const flight: Flight = { result, waiting: 0 };
    this.#flights.set(id, flight);
    return flight;
  }

  async #refresh(profile: Profile, { spend, rejected }: FreshOptions): Promise<Profile> {
    const { id } = profile;
    const { store, now, warn, patience = PATIENCE, longest } = this.#options;
    const lock = new LockFile(lockPath(this.#lockFolder(), id), warn);
    try {
      const checkWanted = (): void => this.#checkWanted(id);
      return await refreshOnce({
        ...{ id, rejected, spend, store, lock, patience, longest, now, warn, checkWanted },
      });
    } catch (error) {
      if (!isUsable(profile, now(), rejected) || isAboutProfile(error)) throw error;
      // It may be another one by now.
      this.#restUntil.set(id, performance.now() + REST);
      tellUnlessTransient(error, warn);
      return profile;
    } finally {
      lock.release();
    }
  }

  /** Before a token is spent: nobody wants it who has gone. */
  #checkWanted(id: string): void {
    if (this.#flights.get(id)?.waiting === 0) {
      throw new MayrosError("MAYROS_ABORTED", "nobody waits for this login any more");
    }
  }

  #lockFolder(): string {
    const { stateDir, lockDir, warn } = this.#options;
    if (lockDir) return join(resolve(stateDir, lockDir), "locks");
    const remote = this.#warned ? undefined : networkFileSystem(stateDir);
    this.#warned = true;
    if (remote !== undefined) {
      warn(
        `${stateDir} is on another machine (${remote}), where locks may not hold: if no other machine uses these ` +
          "logins, set MAYROS_LOCK_DIR to a folder on a local disk",
      );
    }
    return join(stateDir, "locks");
  }
}

async function waitWith(flight: Flight, signal: AbortSignal | undefined): Promise<Profile> {
  flight.waiting += 1;
  try {
    return await waitFor(flight.result, signal);
  } finally {
    flight.waiting -= 1;
  }
}

function isAborted(error: unknown): boolean {
  return MayrosError.isInstance(error) && error.code === "MAYROS_ABORTED";
}

/** What no token that is good for another minute makes up for. */
function isAboutProfile(error: unknown): boolean {
  return MayrosError.isInstance(error) && error.code === "MAYROS_PROFILE_UNKNOWN";
}

function tellUnlessTransient(error: unknown, warn: (message: string) => void): void {
  const code = MayrosError.isInstance(error) ? error.code : undefined;
  if (code === "MAYROS_LOGIN_UNAVAILABLE" || code === "MAYROS_ABORTED") return;
  warn((error as Error).message);
}

// What servers last said of their models: `<stateDir>/cache/discovered.json`. A file and not a table of
// state.db, because `models list` reads it and must not load SQLite (docs/decisions/0009). Losing it
// costs one question to a server, so nothing here throws: what can't be read is not there.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkSeenServers } from "./check-seen-servers.ts";
import type { SeenServer } from "./seen-server.ts";

export interface DiscoveryCache {
  /** Something is known of the provider, at whatever address. */
  knows(provider: string): boolean;
  find(provider: string, baseUrl: string): SeenServer | undefined;
  /** Replaces what the same servers said before. */
  put(servers: readonly SeenServer[]): void;
  /** Runs `ask`, unless it was run for this server within the last `ms`. */
  askAtMostEvery(ms: number, key: string, ask: () => Promise<void>): Promise<void>;
}

export const CACHE_FORMAT = 1;
/** Servers that are remembered; the newest ones. */
const MOST_SERVERS = 50;
const LONGEST_FILE = 32 * 1024 * 1024;

/** Touches nothing yet. */
export function openDiscoveryCache(stateDir: string, now: () => number): DiscoveryCache {
  const path = join(stateDir, "cache", "discovered.json");
  const asked = new Map<string, { readonly at: number; readonly done: Promise<void> }>();
  let servers: readonly SeenServer[] = [];
  let fingerprint = "";

  /** Another process may have asked meanwhile. A file that went away takes nothing from this process. */
  function current(): readonly SeenServer[] {
    try {
      const file = statSync(path, { throwIfNoEntry: false });
      if (!file) return servers;
      const { ino, size, mtimeMs } = file;
      const seen = `${ino} ${size} ${mtimeMs}`;
      if (seen !== fingerprint) {
        fingerprint = seen;
        servers = newest([...servers, ...read(path, size)]);
      }
    } catch {
      // It can't be reached.
    }
    return servers;
  }

  return {
    knows: (provider) => current().some((each) => each.provider === provider),
    find: (provider, baseUrl) => current().find((each) => keyOf(each) === key(provider, baseUrl)),
    put(answered) {
      if (answered.length === 0) return;
      servers = newest([...current(), ...answered]);
      write(path, servers);
    },
    askAtMostEvery(ms, server, ask) {
      const last = asked.get(server);
      if (last && Math.abs(now() - last.at) <= ms) return last.done;
      const done = ask();
      asked.set(server, { at: now(), done });
      return done;
    },
  };
}

const key = (provider: string, baseUrl: string): string => `${provider} ${baseUrl}`;
const keyOf = (server: SeenServer): string => key(server.provider, server.baseUrl);

/** One of each, the latest; of equal ones the last. */
function newest(servers: readonly SeenServer[]): SeenServer[] {
  const byKey = new Map<string, SeenServer>();
  for (const server of servers.toSorted((a, b) => a.at - b.at)) {
    byKey.delete(keyOf(server));
    byKey.set(keyOf(server), server);
  }
  return [...byKey.values()].slice(-MOST_SERVERS);
}

function read(path: string, size: number): readonly SeenServer[] {
  if (size > LONGEST_FILE) return [];
  try {
    return checkSeenServers(JSON.parse(readFileSync(path, "utf8")), CACHE_FORMAT);
  } catch {
    return [];
  }
}

/** The old text or the new: a reader never sees a part. A state folder that is read-only stays as it is. */
function write(path: string, servers: readonly SeenServer[]): void {
  const temporary = `${path}.${process.pid}-${Math.trunc(Math.random() * 1e12)}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ format: CACHE_FORMAT, servers });
    writeFileSync(temporary, text, { flag: "wx", mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    removeIfThere(temporary);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What can't be written can't be removed either.
  }
}

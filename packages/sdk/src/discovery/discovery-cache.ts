// What servers last said of their models: `<stateDir>/cache/discovered/<provider>.json`, a file for each, because a
// request and most lists want one of them. Files and not a table of state.db, because `models list` reads them and must
// not load SQLite (docs/decisions/0009). Losing them costs questions to servers, so nothing here throws: what can't be
// read is not there.
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "@mayros/config";
import { checkSeenServers } from "./check-seen-servers.ts";
import type { SeenServer } from "./seen-server.ts";

export interface DiscoveryCache {
  /** Something is known of the provider, at whatever address. */
  knows(provider: string): boolean;
  /** There is a file of it: cheaper than `knows`, which reads it. */
  has(provider: string): boolean;
  /** Text that was kept under this key, of the list that was last put; one line, the key. */
  lines(provider: string, key: string): string | undefined;
  /** Until the next `put` of the provider. */
  keepLines(provider: string, key: string, lines: string): void;
  find(provider: string, baseUrl: string): SeenServer | undefined;
  /** Replaces what the same servers said before. */
  put(servers: readonly SeenServer[]): void;
  /** Runs `ask`, unless it was run for this server within the last `ms`. */
  askAtMostEvery(ms: number, key: string, ask: () => Promise<void>): Promise<void>;
}

const CACHE_FORMAT = 2;
/** Addresses of one provider that are remembered; the newest ones. */
const MOST_SERVERS = 5;
const LONGEST_FILE = 4 * 1024 * 1024;

interface Known {
  servers: readonly SeenServer[];
  fingerprint: string;
}

/** Touches nothing yet. */
export function openDiscoveryCache(stateDir: string, now: () => number): DiscoveryCache {
  const folder = join(stateDir, "cache", "discovered");
  const asked = new Map<string, { readonly at: number; readonly done: Promise<void> }>();
  const known = new Map<string, Known>();

  /** Another process may have asked meanwhile. A file that went away takes nothing from this process. */
  function current(provider: string): readonly SeenServer[] {
    const own = known.get(provider) ?? { servers: [], fingerprint: "" };
    try {
      const path = pathOf(folder, provider);
      const file = statSync(path, { throwIfNoEntry: false });
      if (!file) return own.servers;
      const { ino, size, mtimeMs } = file;
      const seen = `${ino} ${size} ${mtimeMs}`;
      if (seen === own.fingerprint) return own.servers;
      const read = readServers(path, size).filter((server) => server.provider === provider);
      const servers = newest([...own.servers, ...read]);
      known.set(provider, { servers, fingerprint: seen });
      return servers;
    } catch {
      // It can't be reached.
    }
    return own.servers;
  }

  return {
    knows: (provider) => current(provider).length > 0,
    has(provider) {
      if (known.has(provider)) return true;
      return existsSync(pathOf(folder, provider));
    },
    lines(provider, key) {
      try {
        const text = readFileSync(linesOf(folder, provider), "utf8");
        return text.startsWith(`${key}\n`) ? text.slice(key.length + 1) : undefined;
      } catch {
        return undefined;
      }
    },
    keepLines: (provider, key, lines) => write(linesOf(folder, provider), `${key}\n${lines}`),
    find: (provider, baseUrl) => current(provider).find((each) => each.baseUrl === baseUrl),
    put(answered) {
      for (const [provider, servers] of Map.groupBy(answered, (server) => server.provider)) {
        const all = newest([...current(provider), ...servers]);
        known.set(provider, { servers: all, fingerprint: known.get(provider)?.fingerprint ?? "" });
        // Lines that are left behind would be those of another list.
        removeIfThere(linesOf(folder, provider));
        write(pathOf(folder, provider), JSON.stringify({ format: CACHE_FORMAT, servers: all }));
      }
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

/** Ids of providers are names of files: `providerIdPattern` of core. */
const pathOf = (folder: string, provider: string): string => join(folder, `${provider}.json`);

const linesOf = (folder: string, provider: string): string => join(folder, `${provider}.txt`);

/** One of each address, the latest; of equal ones the last. */
function newest(servers: readonly SeenServer[]): SeenServer[] {
  const byUrl = new Map<string, SeenServer>();
  for (const server of servers.toSorted((a, b) => a.at - b.at)) {
    byUrl.delete(server.baseUrl);
    byUrl.set(server.baseUrl, server);
  }
  return [...byUrl.values()].slice(-MOST_SERVERS);
}

function readServers(path: string, size: number): readonly SeenServer[] {
  if (size > LONGEST_FILE) return [];
  try {
    return checkSeenServers(JSON.parse(readFileSync(path, "utf8")), CACHE_FORMAT);
  } catch {
    return [];
  }
}

/** A state folder that is read-only stays as it is. */
function write(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch {
    // What is not kept is asked again.
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What can't be written can't be removed either.
  }
}

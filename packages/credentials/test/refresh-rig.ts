// What the tests of refreshing have in common: a state folder with a login whose token has expired, a token server
// that counts, and processes that ask for a good token at the same moment.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OAuthCredential } from "@mayros/core";
import {
  openProfileStore,
  openRefresher,
  type Profile,
  type ProfileStore,
  type Refresher,
} from "../src/index.ts";
import { bundleProgram } from "./bundle-program.ts";
import type { ChildOptions, ChildOutcome } from "./refresh-in-child.ts";
import { type Child, startChild } from "./start-child.ts";
import { startTokenServer, type TokenServer } from "./token-server.ts";

export const ID = "acme:me@example.com";

export interface RefreshRig {
  readonly folder: string;
  readonly stateDir: string;
  readonly server: TokenServer;
  readonly warnings: string[];
  /** ms that the clock of `store` and `refresher` is ahead. */
  ahead: number;
  readonly now: () => number;
  readonly store: ProfileStore;
  readonly refresher: Refresher;
  /** Another refresher of this process. */
  readonly openRefresher: (patience?: number) => Refresher;
  /** Logs in with a token that expired a minute ago, or as said. */
  readonly logIn: (given?: Partial<OAuthCredential>, id?: string) => Promise<Profile>;
  readonly stored: (id?: string) => Promise<Profile | undefined>;
  /** Processes that have read the profile and wait for `go`. */
  readonly startAll: (
    count: number,
    options?: ChildOptions,
    /** `within`: a command to run each of them with. */
    how?: { readonly id?: string; readonly within?: readonly string[] },
  ) => Promise<Child[]>;
  readonly stop: () => Promise<void>;
}

export async function startRig(): Promise<RefreshRig> {
  const folder = mkdtempSync(join(tmpdir(), "mayros-refresh-"));
  const stateDir = join(folder, "state");
  mkdirSync(stateDir, { mode: 0o700 });
  const server = await startTokenServer();
  let bundled: string | undefined;
  const program = (): string => {
    bundled ??= bundleProgram("refresh-in-child.ts", folder);
    return bundled;
  };
  const warnings: string[] = [];
  const warn = (text: string): void => void warnings.push(text);
  const now = (): number => Date.now() + rig.ahead;
  const store = openProfileStore({ stateDir, now, warn });
  const open = (patience?: number): Refresher =>
    openRefresher({ stateDir, store, now, warn, ...(patience === undefined ? {} : { patience }) });
  const stored = (id = ID): Promise<Profile | undefined> => store.read(id);
  const rig: RefreshRig = {
    ...{ folder, stateDir, server, warnings, ahead: 0, now, store, stored },
    refresher: open(),
    openRefresher: open,
    async logIn(given = {}, id = ID) {
      await store.save(id, "acme", {
        type: "oauth",
        access: "old-access",
        refresh: server.issue(),
        expiresAt: now() - 60_000,
        ...given,
      });
      return (await stored(id)) as Profile;
    },
    async startAll(count, options = {}, { id = ID, within = [] } = {}) {
      const words = [stateDir, server.url, id, JSON.stringify(options)];
      const path = program();
      const children = Array.from({ length: count }, () => startChild(path, words, within));
      await Promise.all(children.map((child) => child.printed(1)));
      return children;
    },
    async stop() {
      await rig.refresher.settled();
      store.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return rig;
}

/** Lets them go at once; what each printed. */
export async function goAll(children: readonly Child[]): Promise<ChildOutcome[]> {
  for (const child of children) child.go();
  return Promise.all(children.map(outcomeOf));
}

export async function outcomeOf(child: Child): Promise<ChildOutcome> {
  const { stderr } = await child.ended;
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(child.lines.at(-1) ?? "") as ChildOutcome;
}

// Asks for a profile with a good token in a process of its own, when told to; prints what came of it as JSON. Arguments:
// the state folder, the URL of the token server, the profile id, and how as JSON.
import { once } from "node:events";
import { MayrosError } from "@mayros/core";
import { openProfileStore, openRefresher } from "../src/index.ts";
import { spendAt } from "./spend-at.ts";

export interface ChildOptions {
  /** ms to wait for another process. */
  readonly patience?: number;
  /** ms that a token may take to be spent. */
  readonly longest?: number;
  readonly lockDir?: string;
  /** ms that the clock of this process is ahead. */
  readonly ahead?: number;
  readonly umask?: number;
  /** The stored revision is said to have been refused. */
  readonly rejected?: boolean;
}

export interface ChildOutcome {
  readonly access?: string;
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string | undefined;
  readonly warnings: readonly string[];
  readonly ms: number;
}

const [stateDir = "", url = "", id = "", how = "{}"] = process.argv.slice(2);
const { ahead = 0, umask, rejected, ...refreshing } = JSON.parse(how) as ChildOptions;
if (umask !== undefined) process.umask(umask);
const now = (): number => Date.now() + ahead;
const warnings: string[] = [];
const warn = (message: string): void => void warnings.push(message);
const store = openProfileStore({ stateDir, now, warn });
const refresher = openRefresher({ stateDir, store, now, warn, ...refreshing });
const profile = await store.read(id);
if (!profile) throw new Error(`no profile ${id}`);
process.stdout.write("ready\n");
await once(process.stdin, "data");
process.stdin.destroy();
const begun = performance.now();
const options = { spend: spendAt(url, now), ...(rejected ? { rejected: profile.revision } : {}) };
const outcome = await refresher.fresh(profile, options).then(
  ({ credential }) => ({ access: credential.type === "oauth" ? credential.access : "none" }),
  (error: unknown) =>
    MayrosError.isInstance(error)
      ? { code: error.code, message: error.message, hint: error.hint }
      : { code: "UNEXPECTED", message: String(error) },
);
const ms = Math.round(performance.now() - begun);
process.stdout.write(`${JSON.stringify({ ...outcome, warnings, ms } satisfies ChildOutcome)}\n`);
store.close();

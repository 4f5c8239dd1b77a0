// One refresh of one profile, under its lock: the protocol of docs/credentials.md, step by step.
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { MayrosError, type OAuthCredential } from "@mayros/core";
import { checkCredential } from "../check-credential.ts";
import { loginCommand } from "../login-command.ts";
import type { Profile } from "../profile.ts";
import type { ProfileReads, ProfileRenewal } from "../store/profile-store.ts";
import { isStoredAs } from "../store/stored-as.ts";
import {
  type Decision,
  decideRefresh,
  isUsable,
  loginEnded,
  profileGone,
  type Renewable,
} from "./decide-refresh.ts";
import type { LockFile } from "./lock-file.ts";
import { mergeRefreshed, otherAccount } from "./merge-refreshed.ts";
import type { SpendRefreshToken } from "./refresher.ts";
import { spendToken } from "./spend-token.ts";
import { waitForLock } from "./wait-for-lock.ts";

/** ms and tries: a disk that is full or busy for a moment must not cost the token that was just got. */
const SAVE_PAUSE = 250;
const SAVE_TRIES = 40;

export interface Refresh {
  readonly id: string;
  readonly rejected: number | undefined;
  readonly spend: SpendRefreshToken;
  readonly store: Pick<ProfileReads, "holder" | "read"> & ProfileRenewal;
  readonly lock: LockFile;
  /** ms to wait for another process. */
  readonly patience: number;
  /** ms that the token may take to be spent. */
  readonly longest: number | undefined;
  readonly now: () => number;
  readonly warn: (message: string) => void;
  /** Throws where nobody waits for it any more. */
  readonly checkWanted: () => void;
}

export async function refreshOnce(refresh: Refresh): Promise<Profile> {
  const { lock, patience, checkWanted } = refresh;
  const look = async (): Promise<Profile | undefined> => {
    checkWanted();
    return settled(await decideNow(refresh));
  };
  const adopted = await waitForLock(lock, {
    look,
    patience,
    tooLong: () => tooLong(refresh),
  }).catch((error: unknown) => {
    throw notSaveable(refresh, error);
  });
  if (adopted) return adopted;
  try {
    return await refreshUnderLock(refresh);
  } finally {
    lock.release();
  }
}

async function decideNow({ id, rejected, store, now }: Refresh): Promise<Decision> {
  return decideRefresh(await store.read(id), { id, rejected }, now());
}

/** undefined where the token has to be spent. */
function settled(decision: Decision): Profile | undefined {
  if ("fail" in decision) throw decision.fail;
  return "use" in decision ? decision.use : undefined;
}

async function refreshUnderLock(refresh: Refresh): Promise<Profile> {
  for (;;) {
    const decision = await decideNow(refresh);
    if (!("refresh" in decision)) return settled(decision) as Profile;
    const before = decision.refresh;
    // False: it was changed just now.
    if (!(await reserve(refresh, before))) continue;
    refresh.checkWanted();
    return await spendAndSave(refresh, before);
  }
}

async function reserve({ store }: Refresh, before: Renewable): Promise<boolean> {
  try {
    return await store.reserve(before, `${process.pid} ${hostname()}`);
  } catch (error) {
    throw notSaveable(before, error);
  }
}

async function spendAndSave(refresh: Refresh, before: Renewable): Promise<Profile> {
  const { spend, store, longest } = refresh;
  let answer: OAuthCredential;
  try {
    answer = await spendToken(before.credential, {
      spend,
      longest,
      stillStored: async () => isStored(await store.read(before.id), before),
      onLate: (late) => void saveLate(refresh, before, late),
    });
  } catch (error) {
    return afterFailure(refresh, before, error);
  }
  return save(refresh, before, answer);
}

/** A person's newer word holds; of a login that ended the tokens stay, and it is asked once. */
async function afterFailure(refresh: Refresh, before: Renewable, error: unknown): Promise<Profile> {
  const { store, now, rejected, warn } = refresh;
  const stored = await store.read(before.id);
  if (!stored) throw profileGone(before.id);
  if (!isStored(stored, before)) return stored;
  if (!MayrosError.isInstance(error) || error.code !== "MAYROS_LOGIN_NEEDED") {
    await store.release(before).catch(() => {});
    throw error;
  }
  const dead = { reason: error.message, at: now() };
  await store.markDead(before, dead.reason).catch((reason: Error) => warn(reason.message));
  if (isUsable(before, now(), rejected)) return { ...before, dead };
  throw loginEnded(before, dead, error);
}

async function save(
  refresh: Refresh,
  before: Renewable,
  answer: OAuthCredential,
): Promise<Profile> {
  const { store, warn } = refresh;
  const credential = mergeRefreshed(before.credential, answer);
  checkAnswer(before, credential);
  const other = otherAccount(before.credential, answer);
  if (other) {
    const reason = `the server answered for another account (${other.is}, not ${other.was})`;
    return afterFailure(refresh, before, new MayrosError("MAYROS_LOGIN_NEEDED", reason));
  }
  const saved = await saveWithPatience(refresh, before, credential);
  const stored = await store.read(before.id);
  if (!saved) {
    const what = stored ? "saved anew" : "removed";
    warn(`profile ${before.id} was ${what} while its token was refreshed: that stays so`);
  }
  if (!stored) throw profileGone(before.id);
  return stored;
}

async function saveWithPatience(
  { store }: Refresh,
  before: Renewable,
  credential: OAuthCredential,
): Promise<boolean> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await store.saveRefreshed(before, credential);
    } catch (error) {
      if (tries >= SAVE_TRIES) throw tokenLost(before, error);
      await sleep(SAVE_PAUSE);
    }
  }
}

/** Nobody waits, and the lock is somebody else's: saved only if nothing happened since. */
async function saveLate(
  { store }: Refresh,
  before: Renewable,
  answer: OAuthCredential,
): Promise<void> {
  const credential = mergeRefreshed(before.credential, answer);
  if (otherAccount(before.credential, answer)) return;
  await store.saveRefreshed(before, credential).catch(() => {});
}

function checkAnswer({ id }: Renewable, credential: OAuthCredential): void {
  try {
    checkCredential(credential);
  } catch (cause) {
    throw new MayrosError(
      "MAYROS_LOGIN_UNAVAILABLE",
      `the server's answer to the refresh of ${id} holds no token that can be sent`,
      { hint: "try again in a moment", details: { profile: id, sent: true }, cause },
    );
  }
}

function isStored(stored: Profile | undefined, before: Profile): boolean {
  return stored !== undefined && isStoredAs(stored, before);
}

/** Said of what the state folder refuses before anything was spent. */
function notSaveable({ id }: { readonly id: string }, cause: unknown): unknown {
  if (!MayrosError.isInstance(cause) || cause.code !== "MAYROS_STATE_UNREADABLE") return cause;
  return new MayrosError(
    cause.code,
    `the token of ${id} was not refreshed, since the new one could not be saved: ${cause.message}`,
    { ...(cause.hint === undefined ? {} : { hint: cause.hint }), details: { profile: id }, cause },
  );
}

function tokenLost(before: Renewable, cause: unknown): unknown {
  if (!MayrosError.isInstance(cause)) return cause;
  return new MayrosError(
    cause.code,
    `the new token of ${before.id} could not be saved, and the old one may be spent: ${cause.message}`,
    { hint: loginCommand(before.provider, before.id), details: { profile: before.id }, cause },
  );
}

async function tooLong({ id, store, patience }: Refresh): Promise<MayrosError> {
  const holder = await store.holder(id).catch(() => undefined);
  const [pid, host] = holder?.split(" ") ?? [];
  const who = pid === undefined ? "another process" : `process ${pid} on ${host}`;
  return new MayrosError(
    "MAYROS_TIMEOUT",
    `${who} has been refreshing ${id} for more than ${Math.round(patience / 1000)} s`,
    {
      hint: "try again; end that process if it hangs",
      details: { profile: id, ...(holder === undefined ? {} : { holder }) },
    },
  );
}

// Sessions that credentials were exchanged for, kept in the memory of one program: asked for once per credential and
// time, whoever waits, and again a while before they end.
import { hash } from "node:crypto";
import type { Credential, Session } from "@mayros/core";
import type { LoadedCode } from "../loaded-code.ts";
import { exchange } from "./exchange.ts";

/** By fingerprint; hangs on the object that `createMayros()` returns. */
export type SessionMemory = Map<string, KeptSession>;

interface KeptSession {
  readonly opening: Promise<Session>;
  /** What came of it. */
  session?: Session;
  /** ms since the epoch. */
  until: number;
}

export interface SessionAsked {
  readonly provider: string;
  readonly credential: Credential | undefined;
  readonly loaded: LoadedCode;
}

export interface SessionClock {
  readonly memory: SessionMemory;
  /** ms since the epoch. */
  readonly now: () => number;
}

const MARGIN = 5 * 60_000;
/** A clock that is hours ahead must not ask for one with every request. */
const SHORTEST = 30_000;
/** A program that is given ever new credentials does not keep them all. */
const MOST = 256;

/** Rejects with what `exchange` rejects with; that is not kept. */
export function openSession(asked: SessionAsked, clock: SessionClock): Promise<Session> {
  const key = keyOf(asked);
  const kept = clock.memory.get(key);
  if (kept && kept.until > clock.now()) return kept.opening;
  return open(key, asked, clock);
}

/** In the place of one that a server refused: whoever else was refused with it gets the same new one. */
export function renewSession(
  refused: Session,
  asked: SessionAsked,
  clock: SessionClock,
): Promise<Session> {
  const key = keyOf(asked);
  const kept = clock.memory.get(key);
  const isOther = kept !== undefined && kept.session !== refused && kept.until > clock.now();
  return isOther ? kept.opening : open(key, asked, clock);
}

function open(
  key: string,
  { credential, loaded }: SessionAsked,
  { memory, now }: SessionClock,
): Promise<Session> {
  const opening = exchange(credential, loaded);
  const kept: KeptSession = { opening, until: Number.POSITIVE_INFINITY };
  // Anew, so that the order is that of age.
  memory.delete(key);
  memory.set(key, kept);
  opening.then(
    (session) => {
      kept.session = session;
      kept.until = keptUntil(session, credential, now());
    },
    () => {
      if (memory.get(key) === kept) memory.delete(key);
    },
  );
  forget(memory, now());
  return opening;
}

function keptUntil(
  { expiresAt = Number.POSITIVE_INFINITY }: Session,
  credential: Credential | undefined,
  now: number,
): number {
  const own = credential?.type === "api-key" ? undefined : credential?.expiresAt;
  const end = Math.min(expiresAt, own ?? Number.POSITIVE_INFINITY);
  if (end === Number.POSITIVE_INFINITY) return end;
  return Math.max(end - Math.min(MARGIN, (end - now) / 10), now + SHORTEST);
}

function forget(memory: SessionMemory, now: number): void {
  for (const [key, { until }] of memory) {
    if (until <= now || memory.size > MOST) memory.delete(key);
  }
}

/** Of all that an exchange may depend on. */
function keyOf({ provider, credential, loaded }: SessionAsked): string {
  const { config, oauth, env } = loaded.context;
  return hash("sha256", JSON.stringify([provider, credential, config, oauth, env]), "base64");
}

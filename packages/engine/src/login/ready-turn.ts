// Makes a candidate ready when its turn comes and not before: a secret that stands elsewhere is read, a login gets a
// fresh token, a credential is exchanged for a session, and the address that came with it is chosen. A key that is
// sent as it is costs nothing here.
import { type Credential, credentialSecret, type Session } from "@mayros/core";
import { type Profile, readPending, waitFor } from "@mayros/credentials";
import { abortedFailure } from "../aborted-failure.ts";
import type { EngineDependencies } from "../engine-dependencies.ts";
import type { Turn } from "../operation.ts";
import { chooseBaseUrl } from "./choose-base-url.ts";
import { fillFields, hasFields } from "./fill-fields.ts";
import { isExchanged } from "./is-exchanged.ts";
import {
  openSession,
  renewSession,
  type SessionAsked,
  type SessionClock,
} from "./session-memory.ts";

/** ms between refreshes for the sake of refused tokens. */
const BETWEEN = 30_000;

type Needs = Pick<
  EngineDependencies,
  "freshen" | "sessions" | "listHosts" | "readVariable" | "now"
>;

/** Rejects with a MayrosError where it can't be asked, and with a ProviderError when the caller aborts. */
export async function readyTurn(
  turn: Turn,
  needs: Needs,
  signal: AbortSignal | undefined,
): Promise<Turn> {
  const { candidate, loaded, resolved } = turn;
  const isKey = !candidate.pending && candidate.credential?.type !== "oauth";
  if (isKey && !loaded && !hasFields(resolved)) return turn;
  return unlessAborted(turn, signal, async () =>
    withSession(await freshTurn(turn, needs, signal), undefined, needs, signal),
  );
}

export interface RenewedTurn {
  readonly turn: Turn;
  /** What is new. */
  readonly what: "session" | "token" | "secret";
}

/**
 * The turn with another token, after a server refused one that had not expired; undefined where there is no other.
 * `turn` is as it was before it was made ready, `used` as it was refused. Rejects as `readyTurn` does.
 */
export async function renewTurn(
  turn: Turn,
  used: Turn,
  needs: Needs,
  signal: AbortSignal | undefined,
): Promise<RenewedTurn | undefined> {
  const { session, candidate } = used;
  const { profile } = candidate;
  return unlessAborted(turn, signal, async () => {
    if (session && isExchanged(used)) {
      const renewed = await withSession({ ...turn, candidate }, session, needs, signal);
      const isNew = renewed.session?.token !== session.token;
      return isNew ? { turn: renewed, what: "session" } : undefined;
    }
    if (candidate.pending) return rereadTurn(turn, used, needs, signal);
    if (!profile || !needs.freshen || profile.credential.type !== "oauth") return undefined;
    if (wasJustRefreshed(profile, needs.now())) return undefined;
    const fresh = await needs.freshen(profile, { rejected: profile.revision, signal });
    if (fresh.revision === profile.revision) return undefined;
    const renewed = await withSession(withProfile(turn, fresh), undefined, needs, signal);
    return { turn: renewed, what: "token" };
  });
}

/** What a reference leads to may have been changed where it stands since it was read. */
async function rereadTurn(
  turn: Turn,
  { candidate: { credential } }: Turn,
  needs: Needs,
  signal: AbortSignal | undefined,
): Promise<RenewedTurn | undefined> {
  if (!credential) return undefined;
  const refused = credentialSecret(credential);
  const candidate = await waitFor(readPending(turn.candidate, refused), signal);
  if (!candidate.credential || credentialSecret(candidate.credential) === refused) return undefined;
  const renewed = await withSession({ ...turn, candidate }, undefined, needs, signal);
  return { turn: renewed, what: "secret" };
}

/** A vendor that refuses new tokens, too, means something else; a refresh with every request would not help. */
function wasJustRefreshed({ refreshedAt }: Profile, now: number): boolean {
  return refreshedAt !== undefined && Math.abs(now - refreshedAt) < BETWEEN;
}

async function unlessAborted<Result>(
  turn: Turn,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw signal?.aborted ? abortedFailure(signal, unsent(turn)) : error;
  }
}

async function freshTurn(
  turn: Turn,
  { freshen }: Needs,
  signal: AbortSignal | undefined,
): Promise<Turn> {
  const { profile } = turn.candidate;
  if (freshen && profile?.credential.type === "oauth") {
    return withProfile(turn, await freshen(profile, { signal }));
  }
  const candidate = await waitFor(readPending(turn.candidate), signal);
  return candidate === turn.candidate ? turn : { ...turn, candidate };
}

function withProfile(turn: Turn, profile: Profile): Turn {
  const { credential } = profile;
  return { ...turn, candidate: { ...turn.candidate, profile, credential } };
}

async function withSession(
  unfilled: Turn,
  refused: Session | undefined,
  needs: Needs,
  signal: AbortSignal | undefined,
): Promise<Turn> {
  const turn = withFields(unfilled, needs);
  const { resolved, candidate, loaded } = turn;
  const { credential } = candidate;
  // A server that is asked without a credential has nothing to exchange.
  const isSomebody = credential !== undefined || candidate.source.kind === "ambient";
  const session =
    loaded?.code.openSession && isSomebody
      ? await waitFor(
          exchanged(
            { provider: resolved.provider.id, credential, loaded },
            { memory: needs.sessions ?? new Map(), now: needs.now },
            refused,
          ),
          signal,
        )
      : undefined;
  const given = session?.baseUrl ?? baseUrlOf(credential);
  const asked = { ...turn, ...(session ? { session } : {}) };
  if (given === undefined) return asked;
  const hosts = loaded?.hosts ?? (await needs.listHosts?.(resolved)) ?? [];
  const baseUrl = chooseBaseUrl(resolved, given, hosts);
  return { ...asked, resolved: { ...resolved, baseUrl } };
}

function withFields(turn: Turn, { readVariable = () => undefined }: Needs): Turn {
  const { resolved, candidate } = turn;
  if (!hasFields(resolved)) return turn;
  return {
    ...turn,
    resolved: { ...resolved, ...fillFields(resolved, candidate, readVariable) },
  };
}

function exchanged(
  asked: SessionAsked,
  clock: SessionClock,
  refused: Session | undefined,
): Promise<Session> {
  return refused ? renewSession(refused, asked, clock) : openSession(asked, clock);
}

const baseUrlOf = (credential: Credential | undefined): string | undefined =>
  credential?.type === "oauth" ? credential.baseUrl : undefined;

/** Nothing was sent when the caller went away. */
const unsent = (turn: Turn) => ({
  ...turn,
  classify: () => {
    throw new Error("there is no answer to classify");
  },
  encoded: { url: turn.resolved.baseUrl, body: {} },
});

// Spends a refresh token with a limit of time. Where no answer came, nobody knows whether it was spent: the same one
// is sent once more, at once, since a server that saw a request twice within seconds often answers it.
import { setTimeout as sleep } from "node:timers/promises";
import { MayrosError, type OAuthCredential } from "@mayros/core";
import type { SpendRefreshToken } from "./refresher.ts";

/** ms */
const LONGEST = 30_000;
/** ms. The second try gets what is left of `LONGEST`, and this: the whole stays below the time that others wait. */
const SHORTEST = 4_000;
const PAUSE = 500;

export interface SpendOptions {
  readonly spend: SpendRefreshToken;
  /** ms */
  readonly longest: number | undefined;
  /** False where a person changed the profile since: it is not sent again then. */
  readonly stillStored: () => Promise<boolean>;
  /** An answer that came when nobody waited for it any more. */
  readonly onLate: (credential: OAuthCredential) => void;
}

export async function spendToken(
  credential: OAuthCredential,
  options: SpendOptions,
): Promise<OAuthCredential> {
  const { longest = LONGEST, stillStored } = options;
  const begun = performance.now();
  try {
    return await within(longest, credential, options);
  } catch (error) {
    if (!mayHaveBeenSpent(error)) throw error;
    await sleep(PAUSE);
    if (!(await stillStored())) throw error;
  }
  const left = Math.max(0, begun + longest - performance.now());
  return within(SHORTEST + left, credential, options);
}

/** It was sent, and what came of it is not known: nothing came back, or the error of a server in between. */
function mayHaveBeenSpent(error: unknown): boolean {
  if (!MayrosError.isInstance(error) || error.code !== "MAYROS_LOGIN_UNAVAILABLE") return false;
  const { sent, status, retryAfter } = error.details ?? {};
  const answered = typeof status === "number" && status < 500;
  return sent === true && !answered && retryAfter === undefined;
}

async function within(
  longest: number,
  credential: OAuthCredential,
  { spend, onLate }: SpendOptions,
): Promise<OAuthCredential> {
  const timer = new AbortController();
  const answer = spend(credential);
  const late = sleep(longest, undefined, { signal: timer.signal }).then(() => {
    answer.then(onLate, () => {});
    throw tooLate(longest);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}

function tooLate(longest: number): MayrosError {
  return new MayrosError(
    "MAYROS_LOGIN_UNAVAILABLE",
    `the authorization server did not answer within ${Math.round(longest / 1000)} s`,
    { hint: "try again in a moment", details: { sent: true, timedOut: true } },
  );
}

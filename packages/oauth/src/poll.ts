// Asks again and again until a person has agreed somewhere else: the pace of RFC 8628 section 3.5, for its device
// flow and for those that vendors made themselves.
import { MayrosError, type RequestContext } from "@mayros/core";
import { abortReason } from "./login-errors.ts";

export type PollContext = Pick<RequestContext, "clock" | "signal">;

export interface PollOptions<T> {
  /** ms between two questions, and before the first. Missing, 0 or odd: 5,000. */
  readonly interval?: number | undefined;
  /** ms since the epoch, by `context.clock`. */
  readonly expiresAt: number;
  /** "slow_down" makes every later wait 5 s longer. A rejection with MAYROS_LOGIN_UNAVAILABLE doubles the waits until an answer comes, up to 60 s; any other ends it. */
  readonly ask: () => Promise<T | "pending" | "slow_down">;
}

const defaultInterval = 5000;
const slowerBy = 5000;
const longestBackoff = 60_000;

/**
 * Rejects with MAYROS_TIMEOUT when the time is over, whatever the server says; with what `ask` rejects with; with
 * the reason of the signal.
 */
export async function poll<T>(context: PollContext, options: PollOptions<T>): Promise<T> {
  const { clock, signal } = context;
  const lifetime = options.expiresAt - clock.now();
  let interval = intervalOf(options.interval);
  let wait = interval;
  // Not by clock.now(): a clock that somebody sets back would make a code live for good.
  let elapsed = 0;
  for (;;) {
    if (!(elapsed + wait <= lifetime)) throw expired();
    await sleep(clock, wait, signal);
    elapsed += wait;
    const asked = performance.now();
    const answer = await ask(options.ask);
    elapsed += performance.now() - asked;
    if (signal.aborted) throw abortReason(signal);
    if (answer === "slow_down") interval += slowerBy;
    if (!(answer instanceof Failed)) {
      if (answer !== "pending" && answer !== "slow_down") return answer as T;
      wait = interval;
    } else {
      wait = Math.max(interval, Math.min(wait * 2, longestBackoff), answer.retryAfter);
    }
  }
}

export function expired(): MayrosError {
  return new MayrosError("MAYROS_TIMEOUT", "the login was not confirmed in time", {
    hint: "mayros models auth login",
  });
}

function intervalOf(ms: number | undefined): number {
  return ms !== undefined && Number.isFinite(ms) && ms > 0 ? ms : defaultInterval;
}

class Failed {
  readonly retryAfter: number;
  constructor(error: MayrosError) {
    const { retryAfter } = error.details ?? {};
    this.retryAfter = typeof retryAfter === "number" ? retryAfter : 0;
  }
}

async function ask<T>(question: () => Promise<T>): Promise<T | "slow_down" | Failed> {
  try {
    return await question();
  } catch (error) {
    if (MayrosError.isInstance(error) && error.code === "MAYROS_LOGIN_UNAVAILABLE") {
      if (error.details?.error === "slow_down") return "slow_down";
      return new Failed(error);
    }
    throw error;
  }
}

async function sleep(clock: PollContext["clock"], ms: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(ms, signal);
  } catch (error) {
    throw signal.aborted ? abortReason(signal) : error;
  }
  if (signal.aborted) throw abortReason(signal);
}

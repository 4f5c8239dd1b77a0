// What to do next about a failure: a command, or the setting of the config that is wrong. Pure. What it says must be
// true for whoever reads it: a server that answered need not be started, a key that is never asked need not be given.
import { cooldownLadders, type Failure, isLocalHost, untilReset } from "@mayros/core";
import { renewCommand, waysIn } from "@mayros/credentials";
import type { Phase } from "@mayros/transport";
import type { Turn } from "./operation.ts";

export interface HowItFailed {
  readonly failure: Failure;
  /** When it failed: ms since the epoch. */
  readonly now: number;
  /** How far the request had come. */
  readonly phase?: Phase | undefined;
  /** An answer that has no end: had it a beginning? */
  readonly begun?: boolean | undefined;
}

const ANOTHER_MODEL = "name another model with -m";
const AGAIN = `try again, or ${ANOTHER_MODEL}`;

export function failureHint(how: HowItFailed, turn: Turn): string | undefined {
  const { id } = turn.resolved.provider;
  switch (how.failure.kind) {
    case "auth":
      return authHint(turn);
    case "rate_limit":
      return rateLimitHint(how, turn);
    case "billing":
      return "add credit with the provider, or name another model with -m";
    case "not_found":
      return `mayros models list --all --provider ${id}`;
    case "network":
      return networkHint(how, turn);
    case "context_overflow":
      return "send less, or name a model with a larger context: mayros models list";
    case "timeout":
      return timeoutHint(how, turn);
    case "overloaded":
    case "server":
      return AGAIN;
    default:
      return undefined;
  }
}

export function correctSetting(provider: string, name: "api" | "apiKey" | "baseUrl"): string {
  return `correct models.providers.${provider}.${name} in the file that "mayros config file" names`;
}

function authHint({ resolved, candidate }: Turn): string {
  const { id, authMethods } = resolved.provider;
  const { source, profile } = candidate;
  // It is asked before every profile.
  if (source.kind === "live") return `correct ${source.name}`;
  return profile ? renewCommand(profile, authMethods) : waysIn(id, authMethods);
}

function rateLimitHint(
  { failure: { resetAt, daily }, now }: HowItFailed,
  { resolved, candidate, candidates, number, of }: Turn,
): string {
  if (number < of) return "ask again: the next key is tried";
  const { ladder } = cooldownLadders;
  const wait =
    resetAt === undefined ? "wait" : `wait ${inWords(untilReset({ resetAt, daily }, ladder, now))}`;
  if (candidate.explicit) return `${wait}, or name no profile: other keys may be asked then`;
  const { length } = candidates;
  if (length > 1)
    return `all ${length} keys are rate limited: ${wait}, or name another model with -m`;
  const { keyPrefix, authMethods } = resolved.provider;
  const takesKeys = authMethods.length === 0 || authMethods.some(({ kind }) => kind === "api-key");
  const other = takesKeys ? `give more keys: ${keyPrefix}_API_KEYS=key1,key2` : ANOTHER_MODEL;
  return `${wait}, or ${other}`;
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

function networkHint({ phase, begun }: HowItFailed, { resolved }: Turn): string {
  const { id } = resolved.provider;
  const isLocal = isLocalHost(new URL(resolved.baseUrl).hostname);
  // So does the whole stream of a server that speaks another wire format.
  if (begun === false) return `try again; if it always ends so, ${correctSetting(id, "api")}`;
  if (phase === "answering") return AGAIN;
  if (phase === "waiting") {
    return isLocal ? `try again, or ${correctSetting(id, "baseUrl")}` : AGAIN;
  }
  return isLocal
    ? `start the server, or ${correctSetting(id, "baseUrl")}`
    : "check the connection and try again";
}

/** The setting is the time until an answer begins; the other times are fixed. */
function timeoutHint(how: HowItFailed, turn: Turn): string {
  if (how.phase === "connecting") return networkHint(how, turn);
  const { id } = turn.resolved.provider;
  return how.phase === "waiting"
    ? `try again, name another model with -m, or wait longer: models.providers.${id}.timeoutSeconds`
    : AGAIN;
}

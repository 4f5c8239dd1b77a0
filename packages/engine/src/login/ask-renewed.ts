// One candidate's turn, with a second try where a server refuses a token that had not expired: its clock, or somebody
// who logged out elsewhere. Once, and never after output began; a 429 is no matter of tokens, and a 403 only where
// requests are signed.
import { formatModelRef, MayrosError, ProviderError } from "@mayros/core";
import type { Asking } from "../asking.ts";
import type { AskOnce, Turn } from "../operation.ts";
import { type RenewedTurn, renewTurn } from "./ready-turn.ts";

/** `turn` is as it was before it was made ready. */
export async function askRenewed(
  turn: Turn,
  used: Turn,
  askOnce: AskOnce,
  { operation, options, dependencies }: Asking,
): Promise<ProviderError | undefined> {
  const failure = await askOnce(used);
  if (!failure || !refusesToken(failure, used) || operation.begun) return failure;
  let renewed: RenewedTurn | undefined;
  try {
    renewed = await renewTurn(turn, used, dependencies, options.abortSignal);
  } catch (error) {
    if (!MayrosError.isInstance(error) || ProviderError.isInstance(error)) throw error;
    return withReason(failure, error);
  }
  if (!renewed) return failure;
  const model = formatModelRef(turn.resolved.ref);
  const { source } = turn.candidate;
  options.onEvent?.({ type: "refreshed", model, source, what: renewed.what });
  return askOnce(renewed.turn);
}

/** Whoever checks signatures says 403 of one that was made with what has ended. */
function refusesToken({ statusCode, failure }: ProviderError, { session }: Turn): boolean {
  const isRefusal = statusCode === 401 || (statusCode === 403 && session?.signing !== undefined);
  return isRefusal && failure.kind === "auth";
}

/** What the vendor said, and why nothing could be done about it. */
function withReason(refusal: ProviderError, { message, hint }: MayrosError): ProviderError {
  const { failure, provider, url, requestBodyValues, responseHeaders, responseBody } = refusal;
  const next = hint ?? refusal.hint;
  return new ProviderError(`${refusal.message}; ${message}`, {
    ...{ failure, provider, url, requestBodyValues, statusCode: 401 },
    ...(responseHeaders === undefined ? {} : { responseHeaders }),
    ...(responseBody === undefined ? {} : { responseBody }),
    ...(next === undefined ? {} : { hint: next }),
  });
}

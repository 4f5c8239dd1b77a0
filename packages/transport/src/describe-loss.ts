// Says what a broken connection meant, from the moment at which it broke.
import type { MayrosError } from "@mayros/core";
import { networkError } from "./transport-error.ts";

/** Waiting: for the head of the answer, on a connection that stands. */
export type Phase = "connecting" | "waiting" | "answering";

/** `code` is Node's: `ECONNRESET`, `HPE_INVALID_CONSTANT`, ... */
export function describeLoss(phase: Phase, host: string, code: string | undefined): MayrosError {
  const note = code === undefined ? "" : ` (${code})`;
  if (code?.startsWith("HPE_")) {
    return networkError(`the answer of ${host} is not HTTP${note}`, host, code);
  }
  const what = {
    connecting: `no connection to ${host}`,
    waiting: `${host} closed the connection without an answer`,
    answering: `${host} closed the connection before the answer was complete`,
  };
  return networkError(what[phase] + note, host, code);
}

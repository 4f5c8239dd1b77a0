// Says what a broken connection or a silent one meant, from the moment at which it was one.
import type { MayrosError } from "@mayros/core";
import type { Phase } from "./transport.ts";
import { networkError, timeoutError } from "./transport-error.ts";

/** `code` is Node's: `ECONNRESET`, `HPE_INVALID_CONSTANT`, ... */
export function describeLoss(phase: Phase, host: string, code: string | undefined): MayrosError {
  const note = code === undefined ? "" : ` (${code})`;
  if (code?.startsWith("HPE_")) {
    return networkError(`the answer of ${host} is not HTTP${note}`, { host, phase, code });
  }
  const what = {
    connecting: `no connection to ${host}`,
    waiting: `${host} closed the connection without an answer`,
    answering: `${host} closed the connection before the answer was complete`,
  };
  return networkError(what[phase] + note, { host, phase, code });
}

export function describeSilence(phase: Phase, host: string, ms: number): MayrosError {
  const seconds = `${ms / 1000} s`;
  const what = {
    connecting: `${host} did not accept a connection within ${seconds}`,
    waiting: `${host} did not answer within ${seconds}`,
    answering: `${host} stopped sending in the middle of its answer: nothing came for ${seconds}`,
  };
  return timeoutError(what[phase], { host, phase });
}

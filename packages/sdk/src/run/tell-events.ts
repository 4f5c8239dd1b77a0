// Says of every step which request it belongs to, and tells it to whoever listens: the request itself, and the
// program that wants to hear of all of them.
import type { RunStep } from "@mayros/engine";

export type RunEvent = RunStep & {
  /** The same for all steps of one request. */
  readonly requestId: string;
  readonly sessionId?: string;
};
export type RunListener = (event: RunEvent) => void;

export interface ToldRequest {
  /** Names the request in its events. Default: made up. `[A-Za-z0-9._-]{1,64}`. */
  readonly requestId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Told of every step; never holds a secret. */
  readonly onEvent?: RunListener | undefined;
}

/** A request as the engine takes it. */
export type Told<Request extends ToldRequest> = Omit<Request, "onEvent" | "requestId"> & {
  onEvent?: (step: RunStep) => void;
};

/** What hears of every request of the program, and what is told of a listener that fails. */
export interface EventOutlet {
  readonly all: RunListener | undefined;
  readonly warn: (message: string) => void;
}

/** The same request, with a listener for the engine. Whoever only listens can't break it. */
export function tellEvents<Request extends ToldRequest>(
  request: Request,
  { all, warn }: EventOutlet,
): Told<Request> {
  const { onEvent, requestId = newRequestId(), ...asked } = request;
  const { sessionId } = request;
  if (!all && !onEvent) return asked;
  const mark = { requestId, ...(sessionId === undefined ? {} : { sessionId }) };
  return {
    ...asked,
    onEvent(step) {
      const event = { ...step, ...mark };
      for (const listener of [all, onEvent]) {
        try {
          listener?.(event);
        } catch (error) {
          warn(`a listener failed at the event "${step.type}": ${String(error)}`);
        }
      }
    },
  };
}

/** Told apart by people and logs, guessed by whoever likes: nothing depends on it. */
function newRequestId(): string {
  const digits = (): string => Math.random().toString(36).slice(2, 10).padEnd(8, "0");
  return `r-${digits()}${digits()}`;
}

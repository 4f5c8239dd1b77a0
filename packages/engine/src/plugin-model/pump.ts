// Pushes the parts of a web stream into a sink, as slowly as the caller wants them. An error part ends it: nothing
// follows one.
import type { StreamPart } from "@mayros/core";

export interface Pump {
  pause(): void;
  resume(): void;
  write(part: StreamPart): void;
  /** Resolves at the end, and when the call is aborted; rejects as the stream does. */
  drain(stream: ReadableStream<StreamPart>): Promise<void>;
  /** What the model said went wrong. */
  readonly error: { readonly error: unknown } | undefined;
  /** What the sink threw. */
  readonly fault: { readonly error: unknown } | undefined;
  readonly finished: boolean;
}

export function createPump(
  sink: (part: StreamPart) => void,
  signal: AbortSignal | undefined,
): Pump {
  let waiting: PromiseWithResolvers<void> | undefined;
  let error: Pump["error"];
  let fault: Pump["fault"];
  let finished = false;
  const resume = (): void => {
    waiting?.resolve();
    waiting = undefined;
  };
  const write = (part: StreamPart): void => {
    if (error || fault || finished || signal?.aborted) return;
    if (part.type === "error") {
      error = { error: part.error };
      return;
    }
    finished = part.type === "finish";
    try {
      sink(part);
    } catch (thrown) {
      fault = { error: thrown };
    }
  };
  return {
    pause() {
      waiting ??= Promise.withResolvers<void>();
    },
    resume,
    write,
    async drain(stream) {
      const reader = stream.getReader();
      // Also ends a read that a model which forgets the signal would leave open.
      const stop = (): void => {
        resume();
        reader.cancel(signal?.reason).catch(() => {});
      };
      signal?.addEventListener("abort", stop, { once: true });
      try {
        while (!error && !fault && !signal?.aborted) {
          if (waiting) await waiting.promise;
          const { done, value } = await reader.read();
          if (done || isInterruption(value)) return;
          write(value);
        }
      } finally {
        signal?.removeEventListener("abort", stop);
        stop();
      }
    },
    get error() {
      return error;
    },
    get fault() {
      return fault;
    },
    get finished() {
      return finished;
    },
  };
}

/** How the AI SDK's own models finish a stream that was cut off: what came of it is no answer. */
function isInterruption(part: StreamPart): boolean {
  return part.type === "finish" && part.finishReason.unified === "interrupted";
}

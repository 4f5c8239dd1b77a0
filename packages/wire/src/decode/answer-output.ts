// Where a decoder puts its parts. It keeps the one promise that every consumer relies on: an answer
// ends with one `finish` or one `error`, and nothing follows.
import type { PartSink, StreamError, StreamPart } from "@mayros/core";

export interface AnswerOutput {
  readonly ended: boolean;
  readonly emit: PartSink;
  finish(part: Extract<StreamPart, { type: "finish" }>): void;
  fail(error: StreamError): void;
}

export function createAnswerOutput(sink: PartSink): AnswerOutput {
  let ended = false;
  function last(part: StreamPart): void {
    if (ended) return;
    ended = true;
    sink(part);
  }
  return {
    get ended() {
      return ended;
    },
    emit(part) {
      if (!ended) sink(part);
    },
    finish: last,
    fail: (error) => last({ type: "error", error }),
  };
}

// The two decoders of a chat wire, for streamed and for whole answers, from the reader they share.
import type { PartSink, StreamDecoder, Target } from "@mayros/core";
import { type AnswerOutput, createAnswerOutput } from "./answer-output.ts";
import {
  type AnswerReader,
  createStreamDecoder,
  readWholeAnswer,
} from "./create-stream-decoder.ts";

export interface ChatDecoders {
  createDecoder(sink: PartSink, target: Target): StreamDecoder;
  decodeResponse(body: string, sink: PartSink, target: Target): void;
}

export function chatDecoders(
  createReader: (output: AnswerOutput, target: Target) => AnswerReader,
): ChatDecoders {
  return {
    createDecoder(sink, target) {
      const output = createAnswerOutput(sink);
      return createStreamDecoder(output, createReader(output, target));
    },
    decodeResponse(body, sink, target) {
      const output = createAnswerOutput(sink);
      readWholeAnswer(body, output, createReader(output, target));
    },
  };
}

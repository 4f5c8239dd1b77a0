// The decoder of a streamed answer.
import type { PartSink, StreamDecoder, Target } from "@mayros/core";
import { createAnswerOutput } from "../decode/answer-output.ts";
import { createStreamDecoder } from "../decode/create-stream-decoder.ts";
import { ChatAnswerReader } from "./answer-reader.ts";

export function createDecoder(sink: PartSink, target: Target): StreamDecoder {
  const output = createAnswerOutput(sink);
  return createStreamDecoder(output, new ChatAnswerReader(output, target));
}

// The decoder of an answer that was not streamed.
import type { PartSink, Target } from "@mayros/core";
import { createAnswerOutput } from "../decode/answer-output.ts";
import { readWholeAnswer } from "../decode/create-stream-decoder.ts";
import { ChatAnswerReader } from "./answer-reader.ts";

export function decodeResponse(body: string, sink: PartSink, target: Target): void {
  const output = createAnswerOutput(sink);
  readWholeAnswer(body, output, new ChatAnswerReader(output, target));
}

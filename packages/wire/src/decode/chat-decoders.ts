// The two decoders of a chat wire, for streamed and for whole answers, from the reader they share.
import type { CallOptions, ChatOperation, Target } from "@mayros/core";
import { unreadableError } from "../errors/stream-errors.ts";
import { recordOf } from "../json-shapes.ts";
import { type AnswerOutput, createAnswerOutput } from "./answer-output.ts";
import { type AnswerReader, createStreamDecoder } from "./create-stream-decoder.ts";
import { tellRaw } from "./tell-raw.ts";

/** `call` is the one that is answered. */
type CreateReader = (output: AnswerOutput, target: Target, call: CallOptions) => AnswerReader;

export function chatDecoders(
  createReader: CreateReader,
): Pick<ChatOperation, "createDecoder" | "decodeResponse"> {
  return {
    createDecoder(sink, target, call) {
      const output = createAnswerOutput(sink);
      const reader = createReader(output, target, call);
      return createStreamDecoder(output, call.includeRawChunks ? tellRaw(reader, output) : reader);
    },
    decodeResponse(body, sink, target, call) {
      const output = createAnswerOutput(sink);
      const answer = recordOf(JSON.parse(body));
      if (answer) createReader(output, target, call).whole(answer, body);
      if (!output.ended) output.fail(unreadableError(body));
    },
  };
}

// Reads answers of this wire: each event, and each whole answer, is one of the wrapped form in an envelope.
import type { CallOptions, Target } from "@mayros/core";
import type { AnswerOutput } from "../decode/answer-output.ts";
import type { AnswerReader } from "../decode/create-stream-decoder.ts";
import { GenerateAnswerReader } from "../google-generative-ai/answer-reader.ts";
import { openEnvelope } from "./envelope.ts";
import { dialect } from "./namespace.ts";

export function createAnswerReader(
  output: AnswerOutput,
  target: Target,
  call: CallOptions,
): AnswerReader {
  const reader = new GenerateAnswerReader(tellCalls(output), target, call, dialect);
  return {
    event: (value, raw, name) => reader.event(openEnvelope(value), raw, name),
    whole: (value, raw) => reader.whole(openEnvelope(value), raw),
    done: () => reader.done(),
    end: () => reader.end(),
  };
}

/** Of models of another vendor the server says OTHER where they stopped to call functions. */
function tellCalls(output: AnswerOutput): AnswerOutput {
  let called = false;
  return {
    get ended() {
      return output.ended;
    },
    emit(part) {
      called ||= part.type === "tool-call" && !part.providerExecuted;
      output.emit(part);
    },
    finish(part) {
      const { raw } = part.finishReason;
      const forCalls = called && raw === "OTHER";
      output.finish(forCalls ? { ...part, finishReason: { unified: "tool-calls", raw } } : part);
    },
    fail: (error) => output.fail(error),
  };
}

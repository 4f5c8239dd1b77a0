// `includeRawChunks`: every event as the vendor sent it, before the parts that are made of it.
import type { AnswerOutput } from "./answer-output.ts";
import type { AnswerReader } from "./create-stream-decoder.ts";

export function tellRaw(reader: AnswerReader, { emit }: AnswerOutput): AnswerReader {
  return {
    event(value, raw, name) {
      emit({ type: "raw", rawValue: value });
      reader.event(value, raw, name);
    },
    whole(value, raw) {
      emit({ type: "raw", rawValue: value });
      reader.whole(value, raw);
    },
    done: () => reader.done(),
    end: () => reader.end(),
  };
}

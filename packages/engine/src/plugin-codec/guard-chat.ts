// The chat of a plugin's codec: every answer has an end or an error, as the engine expects of codecs, whatever the
// plugin does.
import type { ChatOperation, PartSink, StreamPart } from "@mayros/core";
import type { Attempt } from "./attempt.ts";
import { checkEncoded, type Hosts } from "./check-encoded.ts";
import { isRecord } from "./codec-problem.ts";
import { truncatedError } from "./truncated-error.ts";

export function guardChat(chat: ChatOperation, hosts: Hosts, attempt: Attempt): ChatOperation {
  return {
    encodeRequest: (call, target, stream) =>
      attempt("encodeRequest", () =>
        checkEncoded(chat.encodeRequest(call, target, stream), target, hosts),
      ),
    createDecoder(sink, target, call) {
      const ending = endingOf(sink);
      const decoder = attempt("createDecoder", () => {
        const made: unknown = chat.createDecoder(ending.sink, target, call);
        if (isDecoder(made)) return made;
        throw new Error("it gave no decoder back");
      });
      return {
        // After the end there is nothing to read: a connection may stay open for a while.
        write: (bytes) =>
          ending.isOver() ? undefined : attempt("write", () => decoder.write(bytes)),
        end() {
          if (ending.isOver()) return;
          attempt("end", () => decoder.end());
          ending.close();
        },
      };
    },
    decodeResponse(body, sink, target, call) {
      const ending = endingOf(sink);
      attempt("decodeResponse", () => chat.decodeResponse(body, ending.sink, target, call));
      ending.close();
    },
  };
}

type Decoder = ReturnType<ChatOperation["createDecoder"]>;

function isDecoder(made: unknown): made is Decoder {
  if (typeof made !== "object" || made === null) return false;
  const parts = made as Partial<Record<keyof Decoder, unknown>>;
  return typeof parts.write === "function" && typeof parts.end === "function";
}

/** Passes parts on until the first `finish` or `error`. */
function endingOf(sink: PartSink) {
  let over = false;
  return {
    isOver: () => over,
    sink: (part: StreamPart): void => {
      if (over) return;
      if (!isRecord(part) || typeof part.type !== "string") {
        throw new Error("it made a part without a type");
      }
      over = part.type === "finish" || part.type === "error";
      sink(part.type === "error" ? { type: "error", error: streamError(part.error) } : part);
    },
    close(): void {
      if (!over) sink({ type: "error", error: truncatedError });
      over = true;
    },
  };
}

/** What is no `StreamError` is told as one. */
function streamError(error: unknown): unknown {
  if (isRecord(error) && typeof error.body === "string") return error;
  const message = error instanceof Error ? error.message : error;
  return { body: JSON.stringify({ error: typeof message === "string" ? { message } : message }) };
}

// The part of a stream decoder that all SSE wires share: bytes to events to JSON, and what to do when
// the bytes are no events or stop too early. The wire's own reader makes parts of the JSON.
import type { StreamDecoder } from "@mayros/core";
import { truncatedError, unreadableError } from "../errors/stream-errors.ts";
import { type JsonRecord, parseRecord } from "../json-shapes.ts";
import { createSseParser } from "../sse/create-sse-parser.ts";
import type { AnswerOutput } from "./answer-output.ts";

export interface AnswerReader {
  /** One JSON event; `raw` is its text, `name` the SSE event name. */
  event(value: JsonRecord, raw: string, name: string | undefined): void;
  /** A `[DONE]` line. */
  done(): void;
  /** No more bytes: finishes the answer if it is complete. */
  end(): void;
  /** An answer that was not streamed. */
  whole(value: JsonRecord, raw: string): void;
}

/** What the body turned out to be; some servers answer a streaming request with plain JSON. */
type BodyKind = "unknown" | "events" | "json";

export function createStreamDecoder(output: AnswerOutput, reader: AnswerReader): StreamDecoder {
  let kind: BodyKind = "unknown";
  let ending = false;
  let json = "";
  const jsonDecoder = new TextDecoder();

  const parser = createSseParser((name, data) => {
    if (output.ended || /^\s*(?:null\s*)?$/.test(data)) return;
    if (data.startsWith("[DONE]")) return reader.done();
    const value = parseRecord(data);
    if (value) reader.event(value, data, name);
    // The vendor's own words, as a gateway passes them on.
    else if (name === "error") output.fail({ body: data });
    // A line cut off in the middle is told by `end` below: the answer ended early.
    else if (!ending) output.fail(unreadableError(data));
  });

  return {
    write(bytes) {
      if (output.ended) return;
      if (kind === "unknown") kind = kindOf(bytes);
      if (kind === "json") json += jsonDecoder.decode(bytes, { stream: true });
      else parser.write(bytes);
    },
    end() {
      if (output.ended) return;
      ending = true;
      if (kind === "json") {
        const value = parseRecord(json);
        if (value) reader.whole(value, json);
      } else {
        parser.end();
        if (!output.ended) reader.end();
      }
      if (!output.ended) output.fail(truncatedError());
    },
  };
}

const BRACE = 123;

/** Told by the first byte that is no white space and no byte-order mark. */
function kindOf(bytes: Uint8Array): BodyKind {
  for (const byte of bytes) {
    if (byte === BRACE) return "json";
    if (byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) return "events";
  }
  return "unknown";
}

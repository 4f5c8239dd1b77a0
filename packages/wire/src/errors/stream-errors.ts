// The errors that a decoder itself finds in an answer, in the shape that vendors use, so that one
// classifier reads both.
import type { StreamError } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";
import { statusIn } from "./read-vendor-body.ts";

function errorOf(type: string, message: string): StreamError {
  return { body: JSON.stringify({ error: { message, type } }) };
}

/** The bytes ended before the answer did. */
export function truncatedError(): StreamError {
  return errorOf("stream_truncated", "the answer ended early");
}

/** The answer is not in the form that this wire has. */
export function unreadableError(text: string): StreamError {
  return errorOf("unreadable_answer", `the answer could not be read: ${text.slice(0, 200)}`);
}

/** The vendor's own error, in an answer that began as a success. */
export function vendorStreamError(value: JsonRecord, raw: string): StreamError {
  const status = statusIn(recordOf(value.error) ?? value);
  return status === undefined ? { body: raw } : { body: raw, status };
}

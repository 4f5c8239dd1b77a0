// Why the model stopped, in the neutral form.
// https://ai.google.dev/api/generate-content#FinishReason (accessed 2026-11-22)
import type { FinishReason } from "@mayros/core";
import { type JsonRecord, textOf } from "../json-shapes.ts";

const unified: ReadonlyMap<string, FinishReason["unified"]> = new Map([
  ["STOP", "stop"],
  ["MAX_TOKENS", "length"],
  ["CONTINUATION", "length"],
  ["SAFETY", "content-filter"],
  ["RECITATION", "content-filter"],
  ["BLOCKLIST", "content-filter"],
  ["PROHIBITED_CONTENT", "content-filter"],
  ["SPII", "content-filter"],
  ["IMAGE_SAFETY", "content-filter"],
  ["IMAGE_PROHIBITED_CONTENT", "content-filter"],
  ["IMAGE_RECITATION", "content-filter"],
  ["MALFORMED_FUNCTION_CALL", "error"],
  ["MALFORMED_RESPONSE", "error"],
  ["MISSING_THOUGHT_SIGNATURE", "error"],
  ["TOO_MANY_TOOL_CALLS", "error"],
  ["UNEXPECTED_TOOL_CALL", "error"],
  ["FINISH_REASON_UNSPECIFIED", "other"],
  ["IMAGE_OTHER", "other"],
  ["LANGUAGE", "other"],
  ["NO_IMAGE", "other"],
  ["OTHER", "other"],
]);

/** The wire says STOP where it means that functions are to be called, its copies say words of their own. */
export function decodeFinishReason(raw: string, hasToolCalls: boolean): FinishReason {
  const reason = unified.get(raw);
  if (hasToolCalls && (reason === undefined || reason === "stop")) {
    return { unified: "tool-calls", raw };
  }
  return { unified: reason ?? "other", raw };
}

/** The reason for which the prompt itself was refused; then there is no answer at all. */
export function blockReasonOf(promptFeedback: JsonRecord | undefined): string | undefined {
  const reason = textOf(promptFeedback?.blockReason);
  return reason?.endsWith("REASON_UNSPECIFIED") ? undefined : reason;
}

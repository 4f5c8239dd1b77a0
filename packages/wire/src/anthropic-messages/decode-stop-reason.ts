// Why the model stopped, in the neutral form: https://docs.anthropic.com/en/api/handling-stop-reasons
import type { FinishReason } from "@mayros/core";

const unified: ReadonlyMap<string, FinishReason["unified"]> = new Map([
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["pause_turn", "stop"],
  ["max_tokens", "length"],
  ["model_context_window_exceeded", "length"],
  ["tool_use", "tool-calls"],
  ["refusal", "content-filter"],
]);

/**
 * `jsonAnswer`: the tool that was called stood in for a response format, so nothing is to be called.
 * Some servers say "end_turn", or a word of their own, where they mean that a tool is to be called.
 */
export function decodeStopReason(
  raw: string | undefined,
  jsonAnswer: boolean,
  hasToolCalls: boolean,
): FinishReason {
  const reason = unified.get(raw ?? "") ?? "other";
  if (jsonAnswer) return { unified: reason === "tool-calls" ? "stop" : reason, raw };
  const called = hasToolCalls && (reason === "stop" || reason === "other");
  return { unified: called ? "tool-calls" : reason, raw };
}
